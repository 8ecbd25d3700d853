import type { Decision } from './decide-next.ts'
import { rules } from './rules.ts'

/**
 * Says a decision and its reasons in a sentence each, for logs, timelines and people.
 *
 * Shape: what happens, then the rules that made it, each with its id; wording is free to change, ids are not.
 *
 * @example
 * explain(decideNext({ acceptedAtMs: 0, failures: 0, backoff: 0 }, { outcome: 'throttle' }, {}, 0))
 * // 'Waits 1 s. Throttles and system errors wait 1 s, doubling up to 300 s, and use no retry (4.2.6).'
 */
export function explain(decision: Decision): string {
  const because = decision.rules.map((rule) => `${rules[rule].replace(/\.$/, '')} (${rule}).`)
  return [whatHappens(decision), ...because].join(' ')
}

function whatHappens(decision: Decision): string {
  if (decision.kind === 'requeue') return `Waits ${decision.delayMs / 1_000} s.`
  return `Ends as ${decision.condition} with approximateInvokeCount ${decision.approximateInvokeCount}.`
}
