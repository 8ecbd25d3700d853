import { describeOutcome, type Outcome, originalEvent } from '@async-invoke/schemas/outcome'

/** The lines of one function about one event. */
export interface FunctionLog {
  readonly functionName: string
  readonly lines: readonly string[]
}

/**
 * Composes the report of a failure. Its key depends on the event and the kind of document alone, so that a message that
 * comes twice is filed once.
 */
export function composeReport(outcome: Outcome, { functionName, lines }: FunctionLog) {
  const { kind, requestId, condition, reason, error } = describeOutcome(outcome)
  const event = originalEvent(outcome)?.text
  const report = { functionName, requestId, condition, reason, error, event, log: lines }
  return { key: `reports/${functionName}/${requestId}.${kind}.json`, body: JSON.stringify(report, null, 2) }
}
