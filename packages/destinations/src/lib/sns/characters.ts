import type { RefusedCharacter } from '../destination/refused-character.ts'
import type { SnsDeadLetterInput } from './dead-letter.ts'

/**
 * Lists what SNS would refuse of a dead letter: in each attribute the first character outside the basic plane, such as
 * an emoji. Empty means that it is taken. SQS takes the same attributes (DLQ-5, recorded on AWS). Never throws.
 *
 * Shape: looks at the message as it would be sent, so that a character beyond the cut of DLQ-4 does no harm.
 *
 * @example checkSnsDeadLetter(message) // [{ attribute: 'ErrorMessage', character: '🚚' }]
 */
export function checkSnsDeadLetter({ MessageAttributes }: SnsDeadLetterInput): readonly RefusedCharacter[] {
  return Object.entries(MessageAttributes).flatMap(([attribute, { StringValue }]) => {
    const character = /[\u{10000}-\u{10FFFF}]/u.exec(StringValue)?.[0]
    return character === undefined ? [] : [{ attribute, character }]
  })
}
