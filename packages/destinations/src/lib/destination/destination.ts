import type { Carrier } from '../carriers/carrier.ts'
import type { DeadLetter } from './dead-letter-message.ts'
import type { Measure } from './measure.ts'
import type { OutgoingRecord, RecordToFormat } from './outgoing-record.ts'
import type { RefusedCharacter } from './refused-character.ts'

/** The facts that a command needs besides the record and the ARN. */
export interface Addressing {
  /** URL of the queue; empty for other targets. */
  readonly queueUrl: string
  /** Generates the UUID in the key of an S3 object. */
  readonly uuid: () => string
}

/** One kind of target (section 8): its commands, their measure, and the carrier that sends them. */
export interface Destination<Command, Client> {
  readonly measure: Measure<Command>
  /** @throws `TypeError` if the record cannot be formatted for this target. */
  format(record: RecordToFormat, addressing: Addressing): Command
  /** Missing if the target does not accept dead letters. */
  readonly formatDeadLetter?: (
    letter: DeadLetter & Pick<OutgoingRecord, 'destinationArn'>,
    addressing: Addressing,
  ) => Command
  /** Lists characters that the service refuses in a command; missing if it accepts all. */
  readonly refusedCharacters?: (command: Command) => readonly RefusedCharacter[]
  carrierOver(client: Client): Carrier<Command>
}
