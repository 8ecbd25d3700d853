import { helpUrlOf } from '@async-invoke/schemas/function-reference'
import type { Decision } from './decide-next.ts'
import { rules } from './rules.ts'

/**
 * Explains a decision in English: what happens, one sentence and id for each rule that led to it, and a link. The wording
 * may change between versions; the ids do not.
 *
 * @example
 * ```ts
 * explain(decideNext({ acceptedAtMs: 0, failures: 0, backoff: 0 }, { outcome: 'throttle' }, {}, 0))
 * // 'Waits 1 s. Throttles and system errors wait 1 s, doubling up to 300 s, and use no retry (4.2.6).
 * // See https://github.com/async-invoke/async-invoke/blob/main/docs/semantics.md#426'
 * ```
 */
export function explain(decision: Decision): string {
  const [first] = decision.rules
  return first === undefined ? describeDecision(decision) : `${describeDecision(decision)}\nSee ${helpUrlOf(first)}`
}

/** Explains a decision as {@link explain} does, without the link. */
export function describeDecision(decision: Decision): string {
  const because = decision.rules.map((rule) => `${rules[rule].replace(/\.$/, '')} (${rule}).`)
  return [whatHappens(decision), ...because].join(' ')
}

function whatHappens(decision: Decision): string {
  if (decision.kind === 'requeue') return `Waits ${decision.delayMs / 1_000} s.`
  return `Ends as ${decision.condition} with approximateInvokeCount ${decision.approximateInvokeCount}.`
}
