import type { SNSClient } from '@aws-sdk/client-sns'
import type { Destination } from '../destination/destination.ts'
import { createSnsCarrier } from './carrier.ts'
import { checkSnsDeadLetter } from './characters.ts'
import { formatSnsDeadLetter, type SnsDeadLetterInput } from './dead-letter.ts'
import { snsMeasure } from './measure.ts'
import { formatSnsMessage, type SnsPublishInput } from './message.ts'

export const snsDestination: Destination<SnsPublishInput | SnsDeadLetterInput, SNSClient> = {
  measure: snsMeasure,
  format: formatSnsMessage,
  formatDeadLetter: formatSnsDeadLetter,
  refusedCharacters: (command) => ('MessageAttributes' in command ? checkSnsDeadLetter(command) : []),
  carrierOver: createSnsCarrier,
}
