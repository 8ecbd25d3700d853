import { type CheckContext, checkValue } from './check-value.ts'
import { formatValue } from './format-value.ts'
import type { OptionRules } from './option-rule.ts'
import { runtimeOptionRules } from './option-rules.ts'

/**
 * Problems of options, those of declared functions included, each with path, rule and value; empty when they can be served.
 *
 * @example checkOptions({ time: 'skip', speed: 60 }) // ['speed goes with real time, not with skip: 60']
 */
export function checkOptions(
  options: unknown,
  form: CheckContext['form'] = 'program',
  members: OptionRules = runtimeOptionRules,
): readonly string[] {
  const problems = checkValue(options, { kind: 'members', members }, '', { form })
  return problems.length > 0 ? problems : checkCombinations(options as { speed?: number; time?: string })
}

/** Of options that are right one by one. */
function checkCombinations({ speed, time = runtimeOptionRules.time.defaultValue }: { speed?: number; time?: string }) {
  return speed === undefined || time === 'real'
    ? []
    : [`speed goes with real time, not with ${time}: ${formatValue(speed)}`]
}
