import type { SNSClient } from '@aws-sdk/client-sns'
import type { Destination } from '../destination/destination.ts'
import { createSnsCarrier } from './carrier.ts'
import { checkSnsDeadLetter } from './characters.ts'
import { formatSnsDeadLetter, type SnsDeadLetter } from './dead-letter.ts'
import { snsMeasure } from './measure.ts'
import { formatSnsMessage, type SnsMessage } from './message.ts'

export const snsDestination: Destination<SnsMessage | SnsDeadLetter, SNSClient> = {
  measure: snsMeasure,
  format: formatSnsMessage,
  formatDeadLetter: formatSnsDeadLetter,
  refusedCharacters: (command) => ('MessageAttributes' in command ? checkSnsDeadLetter(command) : []),
  carrierOver: createSnsCarrier,
}
