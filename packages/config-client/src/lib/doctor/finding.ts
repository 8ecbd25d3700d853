import { helpUrlOf } from '@async-invoke/schemas'

/** The rule that a finding reports. */
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
  | 'destination-on-durable-function'
  | 'alias-without-settings'
  | 'settings-without-alias'
  | 'removed-setting-stays'
  | 'frozen-dead-letter-differs'
  | 'target-not-allowed'
  | 'target-permission-unknown'
  | 'settings-before-policy'
  | 'rule-never-matches'
  | 'sdk-retries-enqueue-twice'
  | 'unknown-settings'

/** `error`: refused, or can never work. `warning`: probably not intended. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info'

/** One problem that a diagnosis found. Branch on `rule`; the strings for people may change. */
export interface Finding {
  readonly severity: Severity
  readonly rule: FindingRule
  /** The function and qualifier (`order-processor:live`), or the name of an event rule or an invoker. */
  readonly subject: string
  /** Id of the statement about Lambda's behaviour that the finding rests on: `DSP-6`. */
  readonly statement: string
  /** The settings that cause the finding, and their effect. */
  readonly evidence: string
  /** The change that resolves it. */
  readonly remedy: string
  /** The page that explains `statement`. */
  readonly helpUrl: string
}

/** A finding without its `helpUrl`, which follows from `statement`. */
export type FindingFacts = Omit<Finding, 'helpUrl'>

const order: readonly Severity[] = ['error', 'warning', 'info']

/** Most severe first; findings of one severity keep their order. */
export function bySeverity(found: readonly FindingFacts[]): readonly Finding[] {
  return found
    .map((each) => ({ ...each, helpUrl: helpUrlOf(each.statement) }))
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}

/**
 * Formats a finding for people, in three lines.
 *
 * @example
 * ```ts
 * formatFinding(finding)
 * // warning order-processor:live: … (alias-without-settings, DSP-6)
 * //   remedy: …
 * //   see: https://…
 * ```
 */
export function formatFinding({ severity, rule, subject, statement, evidence, remedy, helpUrl }: Finding): string {
  return `${severity} ${subject}: ${evidence} (${rule}, ${statement})\n  remedy: ${remedy}\n  see: ${helpUrl}`
}
