export {
  type DeadLetter,
  type DeadLetterAttribute,
  type DeadLetterMessageAttributes,
  formatSnsDeadLetter,
  formatSqsDeadLetter,
  type SnsDeadLetter,
  type SqsDeadLetter,
} from './lib/dead-letter-message.ts'
export { checkSnsDeadLetter, type RefusedCharacter } from './lib/sns-characters.ts'
