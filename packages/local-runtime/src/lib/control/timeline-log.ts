import { type RuleId, rules, type TimelineEntry } from '@async-invoke/engine'
import { shorten } from '@async-invoke/schemas/internal'

/** Events whose time of acceptance is kept. For older ones the elapsed time is shown as 0. */
const maxEvents = 10_000

/**
 * Creates an `onTimeline` callback that writes timelines for people: a line for each entry with the first eight
 * characters of the request id, the time since the event was accepted, and for decisions the rules behind them.
 *
 * @param write - called once for each entry, without a line break at its end
 * @example
 * ```ts
 * const runtime = await startLocalRuntime({ functions, onTimeline: createTimelineLog(console.log) })
 * // 7f1d4a52     +0.000 s  accepted    arn:aws:lambda:…:order-processor:$LATEST
 * ```
 */
export function createTimelineLog(write: (line: string) => void): (entry: TimelineEntry) => void {
  const acceptedAtMs = new Map<string, number>()
  return (entry) => {
    if (entry.type === 'accepted') acceptedAtMs.set(entry.requestId, entry.atMs)
    const sinceMs = entry.atMs - (acceptedAtMs.get(entry.requestId) ?? entry.atMs)
    const since = `+${(sinceMs / 1_000).toFixed(3)} s`.padStart(12)
    write(`${entry.requestId.slice(0, 8)} ${since}  ${describeEntry(entry)}`)
    const [oldest] = acceptedAtMs.keys()
    if (acceptedAtMs.size > maxEvents && oldest !== undefined) acceptedAtMs.delete(oldest)
  }
}

function describeEntry(entry: TimelineEntry): string {
  switch (entry.type) {
    case 'accepted':
      return `accepted    ${entry.functionArn}`
    case 'attempt-started':
      return `attempt ${entry.attempt}   started`
    case 'attempt-ended':
      return `attempt ${entry.attempt}   ${entry.outcome}${describePayload(entry.payload)}`
    case 'decided':
      return describeDecision(entry.decision)
    case 'delivered':
      return `delivered   ${entry.route} to ${entry.destinationArn}`
    case 'kept':
      return `kept        ${entry.route} for ${entry.destinationArn}: ${entry.explanation}`
    case 'delivery-failed':
      return `not sent    ${entry.route} to ${entry.destinationArn}: ${messageOf(entry.error)}\n${entry.recordText}`
    case 'dead-letter-delivered':
      return `dead letter to ${entry.destinationArn}: ${entry.attributes.ErrorMessage}`
    case 'dead-letter-failed':
      return `not sent    dead letter to ${entry.destinationArn}: ${messageOf(entry.error)}`
    case 'lease-lost':
      return 'lease lost  another engine owns the event by now'
    case 'quarantined':
      return `poison      ${entry.reason}${entry.kept ? ', kept in the queue' : ''}`
    case 'lost':
      return 'lost        by faults.lostEvent: acknowledged, never queued'
  }
}

function describeDecision(decision: Extract<TimelineEntry, { type: 'decided' }>['decision']): string {
  const by = `[${decision.rules.join(' ')}]`
  const because = rules[decision.rules[0] as RuleId]
  if (decision.kind === 'requeue') return `wait ${decision.delayMs / 1_000} s   ${by} ${because}`
  return `ended       ${decision.condition}, count ${decision.approximateInvokeCount}  ${by} ${because}`
}

function describePayload(payload: Uint8Array | undefined): string {
  if (payload === undefined || payload.length === 0) return ''
  return `  ${shorten(new TextDecoder().decode(payload))}`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
