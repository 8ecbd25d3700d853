import { rules } from '../../generated/rules.ts'

/**
 * The rules behind decisions: one sentence for each id. The ids are stable, and decisions, tests and timelines carry them.
 * `4.2.n` are steps of the algorithm; `U-nn` are questions that no recording settles and {@link UnsettledChoices} answers.
 */
export { rules }

/** Stable id of a rule in {@link rules}. */
export type RuleId = keyof typeof rules
