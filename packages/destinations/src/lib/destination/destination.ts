import type { Carrier } from '../carriers/carrier.ts'
import type { DeadLetter } from './dead-letter-message.ts'
import type { Measure } from './measure.ts'
import type { OutgoingRecord, RecordToFormat } from './outgoing-record.ts'
import type { RefusedCharacter } from './refused-character.ts'

/** What a command needs beside a record, and the ARN does not tell. */
export interface Addressing {
  /** The URL of a queue; empty for other targets. */
  readonly queueUrl: string
  /** Makes the uuid in the key of an object. */
  readonly uuid: () => string
}

/** One kind of target: its commands, their measure, and a carrier over a client. */
export interface Destination<Command, Client> {
  readonly measure: Measure<Command>
  /** @throws {@link TypeError} where no message can be made of the record */
  format(record: RecordToFormat, addressing: Addressing): Command
  /** Missing where the target takes no dead letters. */
  readonly formatDeadLetter?: (
    letter: DeadLetter & Pick<OutgoingRecord, 'destinationArn'>,
    addressing: Addressing,
  ) => Command
  /** Characters that the service refuses in a command, each with its attribute; missing where it takes all. */
  readonly refusedCharacters?: (command: Command) => readonly RefusedCharacter[]
  carrierOver(client: Client): Carrier<Command>
}
