import { describeOutcome, type OutcomeDescription } from './describe-outcome.ts'
import type { Outcome } from './outcome.ts'

/**
 * A stable id for outcomes of the same fault, to group and count them: 16 hexadecimal digits, made of function, error
 * type, message without ids and numbers, and innermost stack frame without line numbers. A dead letter does not name its
 * function (DLQ-3) and has its message alone. Outcomes without an error are grouped by reason and condition.
 *
 * @example
 * ```ts
 * fingerprint(readOutcome(message)) // '241bef5ae0fb744c' for a dead letter with the message 'no items'
 * ```
 */
export function fingerprint(outcome: Outcome): string {
  const parts = outcome.kind === 'dead-letter' ? [outcome.attributes.ErrorMessage] : partsOf(describeOutcome(outcome))
  const issues = outcome.kind === 'unrecognised' ? outcome.issues.map(({ path, keyword }) => `${path} ${keyword}`) : []
  return hash([...parts, ...issues].map(withoutIds).join('\n'))
}

function partsOf({ functionName, sourceArn, reason, condition, error, undelivered }: OutcomeDescription): string[] {
  const source = functionName ?? sourceArn ?? ''
  const inner = undelivered === undefined ? [] : partsOf(undelivered)
  if (error === undefined) return [source, reason ?? '', condition ?? '', ...inner]
  return [source, error.errorType ?? '', error.errorMessage ?? '', innermost(error.stack), ...inner]
}

/** Python lists the innermost frame last; Node.js has the message before the frames. */
function innermost(stack: readonly string[]): string {
  if (/^\s*File "/.test(stack[0] ?? '')) return stack.at(-1) ?? ''
  return stack.find((frame) => /^\s*at /.test(frame)) ?? stack[0] ?? ''
}

/** Replaces every word with a digit, and the request id of the platform's messages, even one without a digit. */
function withoutIds(text: string): string {
  return text
    .replace(/\bRequestId: \S+/g, 'RequestId: #')
    .replace(/[\w-]+/g, (word) => (/\d/.test(word) ? '#' : word))
    .replace(/#(?:[.,:]#)+/g, '#')
}

/** FNV-1a, twice with different starts: stable everywhere, and no secret. */
function hash(text: string): string {
  return [0x811c9dc5, 0x01000193].map((start) => fnv1a(text, start).toString(16).padStart(8, '0')).join('')
}

function fnv1a(text: string, start: number): number {
  let state = start
  for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193)
  return state >>> 0
}
