import type { RefusedCharacter } from '../destination/refused-character.ts'
import type { SnsDeadLetterInput } from './dead-letter.ts'

/**
 * Lists the characters that make SNS refuse a dead letter: in each attribute, the first one outside the Basic
 * Multilingual Plane, such as an emoji. SQS accepts these characters (DLQ-5, recorded from AWS). Never throws.
 *
 * @param input - the formatted dead letter, whose message is already cut (DLQ-4)
 * @returns empty if SNS accepts the dead letter.
 * @example
 * ```ts
 * checkSnsDeadLetter(input) // [{ attribute: 'ErrorMessage', character: '🚚' }]
 * ```
 */
export function checkSnsDeadLetter(input: SnsDeadLetterInput): readonly RefusedCharacter[] {
  // Callers without types may pass anything, in which SNS refuses no character.
  return Object.entries(input?.MessageAttributes ?? {}).flatMap(([attribute, value]) => {
    const text: unknown = value?.StringValue
    const character = typeof text === 'string' ? /[\u{10000}-\u{10FFFF}]/u.exec(text)?.[0] : undefined
    return character === undefined ? [] : [{ attribute, character }]
  })
}
