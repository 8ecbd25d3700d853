import { helpUrlOf } from '@async-invoke/schemas'

/** What a diagnosis can find. */
export type FindingRule =
  | 'dead-letter-and-destination'
  | 'no-retries-and-no-failure-route'
  | 's3-on-success'
  | 'fifo-target'
  | 'self-destination'
  | 'refused-setting'
  | 'destination-loop'
  | 'age-too-short-for-retries'
  | 'sns-record-size'
  | 'alias-without-settings'
  | 'frozen-dead-letter-differs'
  | 'rule-never-matches'
  | 'sdk-retries-enqueue-twice'

/** `error`: is refused or can never work. `warning`: likely not what is meant. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info'

/**
 * One thing that a diagnosis found.
 *
 * Shape: `subject` is what it is about (`order-processor:live`, or the name of a rule or invoker), `statement` the
 * behaviour of Lambda behind it and `helpUrl` the page about that, `evidence` what was seen, `remedy` what to do.
 */
export interface Finding {
  readonly severity: Severity
  readonly rule: FindingRule
  readonly subject: string
  readonly statement: string
  readonly evidence: string
  readonly remedy: string
  readonly helpUrl: string
}

/** A finding before its page is added. */
export type FindingFacts = Omit<Finding, 'helpUrl'>

const order: readonly Severity[] = ['error', 'warning', 'info']

/** The worst first; among equals the order in which they were found. */
export function bySeverity(found: readonly FindingFacts[]): readonly Finding[] {
  return found
    .map((each) => ({ ...each, helpUrl: helpUrlOf(each.statement) }))
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}

/** @example formatFinding(finding) // 'warning order-processor:live: … (alias-without-settings, DSP-6)\n  remedy: …\n  see: https://…' */
export function formatFinding({ severity, rule, subject, statement, evidence, remedy, helpUrl }: Finding): string {
  return `${severity} ${subject}: ${evidence} (${rule}, ${statement})\n  remedy: ${remedy}\n  see: ${helpUrl}`
}
