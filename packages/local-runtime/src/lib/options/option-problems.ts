import type { OptionRules } from './option-rule.ts'
import { optionRules } from './option-rules.ts'
import { type Circumstances, ruleProblems } from './rule-problems.ts'
import { shown } from './shown-value.ts'

/**
 * Problems of options, those of declared functions included, each with path, rule and value; empty when they can be served.
 *
 * @example optionProblems({ time: 'skip', speed: 60 }) // ['speed goes with real time, not with skip: 60']
 */
export function optionProblems(
  options: unknown,
  form: Circumstances['form'] = 'program',
  members: OptionRules = optionRules,
): readonly string[] {
  const problems = ruleProblems(options, { kind: 'members', members }, '', { form })
  return problems.length > 0 ? problems : combinationProblems(options as { speed?: number; time?: string })
}

/** Of options that are right one by one. */
function combinationProblems({ speed, time = optionRules.time.defaultValue }: { speed?: number; time?: string }) {
  return speed === undefined || time === 'real' ? [] : [`speed goes with real time, not with ${time}: ${shown(speed)}`]
}
