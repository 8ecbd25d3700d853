export type {
  DeadLetter,
  DeadLetterAttribute,
  DeadLetterMessageAttributes,
} from './lib/destination/dead-letter-message.ts'
export type { RefusedCharacter } from './lib/destination/refused-character.ts'
export { checkSnsDeadLetter } from './lib/sns/characters.ts'
export { formatSnsDeadLetter, type SnsDeadLetter } from './lib/sns/dead-letter.ts'
export { formatSqsDeadLetter, type SqsDeadLetter } from './lib/sqs/dead-letter.ts'
