import { rules } from '../../generated/rules.ts'

/**
 * The rules by which an event's fate is decided, each with one sentence. The ids are stable handles that decisions,
 * tests and timelines carry. `4.2.n` are the steps of the algorithm, `U-nn` the questions that no recording settles and
 * that {@link UnsettledChoices} answers.
 */
export { rules }

/** A stable handle of one rule in {@link rules}. */
export type RuleId = keyof typeof rules
