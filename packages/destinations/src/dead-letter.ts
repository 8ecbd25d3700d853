export {
  composeDeadLetterAttributes,
  type DeadLetterCause,
  type DeadLetterSummary,
} from '@async-invoke/schemas/dead-letter'
export type {
  DeadLetter,
  DeadLetterMessageAttribute,
  DeadLetterMessageAttributes,
} from './lib/destination/dead-letter-message.ts'
export type { RefusedCharacter } from './lib/destination/refused-character.ts'
export { checkSnsDeadLetter } from './lib/sns/characters.ts'
export { formatSnsDeadLetter, type SnsDeadLetterInput } from './lib/sns/dead-letter.ts'
export { formatSqsDeadLetter, type SqsDeadLetterInput } from './lib/sqs/dead-letter.ts'
