import { type CheckContext, checkValue } from './check-value.ts'
import { formatValue } from './format-value.ts'
import type { OptionRules } from './option-rule.ts'
import { runtimeOptionRules } from './option-rules.ts'

/**
 * Checks options, including those of declared functions.
 *
 * @returns one message per problem, with path, rule and value; empty when the options are valid
 *
 * @example
 * ```ts
 * checkOptions({ time: 'skip', speed: 60 }) // ['speed requires real time, not skip: 60']
 * ```
 */
export function checkOptions(
  options: unknown,
  source: CheckContext['source'] = 'program',
  members: OptionRules = runtimeOptionRules,
): readonly string[] {
  const problems = checkValue(options, { kind: 'members', members }, '', { source })
  return problems.length > 0 ? problems : checkCombinations(options as Combined)
}

interface Combined {
  readonly speed?: number
  readonly time?: string
  readonly openStore?: unknown
}

/** Checks options against each other; each is valid on its own. */
function checkCombinations({ speed, openStore, time = runtimeOptionRules.time.defaultValue }: Combined) {
  if (speed !== undefined && time !== 'real') return [`speed requires real time, not ${time}: ${formatValue(speed)}`]
  if (openStore === undefined) return []
  if (time !== 'real') return [`openStore requires real time, which all runtimes on a queue share: ${time}`]
  return speed === undefined || speed === 1
    ? []
    : [`openStore requires the speed of real time, which all runtimes on a queue share: ${formatValue(speed)}`]
}
