import { type RuleId, rules, type TimelineEntry } from '@async-invoke/engine'

/** Events whose time of acceptance is kept; of an older one the time since is shown as 0. */
const mostRemembered = 10_000

/**
 * Writes timelines for people: one line per thing that happened, with the event's short id, the time since its
 * acceptance, and for every decision the rules that made it.
 *
 * @example
 * const runtime = await startLocalRuntime({ functions, onTimeline: createTimelineLog(console.log) })
 * // 7f1d4a52   +0.000 s  accepted   arn:aws:lambda:…:order-processor:$LATEST
 */
export function createTimelineLog(write: (line: string) => void): (entry: TimelineEntry) => void {
  const acceptedAtMs = new Map<string, number>()
  return (entry) => {
    if (entry.type === 'accepted') acceptedAtMs.set(entry.requestId, entry.atMs)
    const sinceMs = entry.atMs - (acceptedAtMs.get(entry.requestId) ?? entry.atMs)
    const since = `+${(sinceMs / 1_000).toFixed(3)} s`.padStart(12)
    write(`${entry.requestId.slice(0, 8)} ${since}  ${sentenceOf(entry)}`)
    const [oldest] = acceptedAtMs.keys()
    if (acceptedAtMs.size > mostRemembered && oldest !== undefined) acceptedAtMs.delete(oldest)
  }
}

function sentenceOf(entry: TimelineEntry): string {
  switch (entry.type) {
    case 'accepted':
      return `accepted    ${entry.functionArn}`
    case 'attempt-started':
      return `attempt ${entry.attempt}   started`
    case 'attempt-ended':
      return `attempt ${entry.attempt}   ${entry.outcome}${answerOf(entry.payload)}`
    case 'decided':
      return decisionOf(entry.decision)
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
      return 'lease lost  somebody else owns the event by now'
    case 'quarantined':
      return `poison      ${entry.reason}${entry.kept ? ', kept in the queue' : ''}`
    case 'lost':
      return 'lost        on purpose: acknowledged and never queued'
  }
}

function decisionOf(decision: Extract<TimelineEntry, { type: 'decided' }>['decision']): string {
  const by = `[${decision.rules.join(' ')}]`
  const because = rules[decision.rules[0] as RuleId]
  if (decision.kind === 'requeue') return `wait ${decision.delayMs / 1_000} s   ${by} ${because}`
  return `ended       ${decision.condition}, count ${decision.approximateInvokeCount}  ${by} ${because}`
}

function answerOf(payload: Uint8Array | undefined): string {
  if (payload === undefined || payload.length === 0) return ''
  const text = new TextDecoder().decode(payload)
  return text.length <= 100 ? `  ${text}` : `  ${text.slice(0, 97)}...`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
