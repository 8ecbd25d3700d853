import { type RuleId, rules, type TimelineEntry } from '@async-invoke/engine'
import { parseFunctionReference } from '@async-invoke/schemas/function-reference'
import { shorten } from '@async-invoke/schemas/internal'
import { describeError } from './describe-error.ts'

/**
 * How a line of a timeline log reads: `good` for an event that succeeded or was delivered, `bad` for an error or a loss,
 * `waiting` for a throttle or a wait, `plain` for the rest.
 */
export type TimelineTone = 'good' | 'bad' | 'waiting' | 'plain'

/** Options of {@link createTimelineLog}. */
export interface TimelineLogOptions {
  /**
   * Styles a line, for a terminal.
   *
   * @defaultValue the line as it is
   */
  readonly style?: (line: string, tone: TimelineTone) => string
}

interface Described {
  readonly text: string
  readonly tone: TimelineTone
}

/**
 * Creates an `onTimeline` callback that writes timelines for people: one line for each entry with the function, the first
 * eight characters of the request id, the time since the event was accepted, and for decisions the rules behind them.
 *
 * @param write - called once for each entry, without a line break at its end
 * @example
 * ```ts
 * const runtime = await startLocalRuntime({ functions, onTimeline: createTimelineLog(console.log) })
 * // orders  7f1d4a52     +0.000 s  accepted    arn:aws:lambda:…:orders:$LATEST
 * ```
 */
export function createTimelineLog(
  write: (line: string) => void,
  { style = (line) => line }: TimelineLogOptions = {},
): (entry: TimelineEntry) => void {
  return (entry) => {
    const { text, tone } = describeEntry(entry)
    write(style(`${nameOf(entry)}${entry.requestId.slice(0, 8)} ${sinceAcceptance(entry)}  ${text}`, tone))
  }
}

/** The function as invoked, with its alias or version. */
function nameOf({ functionArn }: TimelineEntry): string {
  const { functionName, qualifier } = parseFunctionReference(functionArn ?? '') ?? {}
  if (functionName === undefined) return ''
  return qualifier === undefined || qualifier === '$LATEST' ? `${functionName}  ` : `${functionName}:${qualifier}  `
}

function sinceAcceptance({ acceptedAtMs, atMs }: TimelineEntry): string {
  const since = acceptedAtMs === undefined ? '' : `+${((atMs - acceptedAtMs) / 1_000).toFixed(3)} s`
  return since.padStart(12)
}

function describeEntry(entry: TimelineEntry): Described {
  switch (entry.type) {
    case 'accepted':
      return plain(`accepted    ${entry.functionArn}`)
    case 'attempt-started':
      return plain(`attempt ${entry.attempt}   started`)
    case 'attempt-ended':
      return describeEnd(entry)
    case 'decided':
      return describeDecision(entry.decision)
    case 'delivered':
      return good(`delivered   ${entry.route} to ${entry.destinationArn}`)
    case 'kept':
      return plain(`kept        ${entry.route} for ${entry.destinationArn}: ${entry.explanation}`)
    case 'delivery-failed':
      return bad(`not sent    ${entry.route} to ${entry.destinationArn}: ${messageOf(entry.error)}`)
    case 'dead-letter-delivered':
      return good(`dead letter to ${entry.destinationArn}: ${oneLine(entry.attributes.ErrorMessage ?? '')}`)
    case 'dead-letter-failed':
      return bad(`not sent    dead letter to ${entry.destinationArn}: ${messageOf(entry.error)}`)
    case 'lease-lost':
      return bad('lease lost  another engine may run the event')
    case 'outcome-unknown':
      return bad('unknown     the answer of the queue was lost: the event may run again')
    case 'quarantined':
      return bad(`poison      ${entry.reason}${entry.kept ? ', kept in the queue' : ''}`)
    case 'lost':
      return bad('lost        by faults.lostEvent: acknowledged, never queued')
  }
}

/** Names of the limits that throttle (LOG-3). */
const limits = { reserved: "the function's reserved concurrency", account: "the account's concurrency" } as const

function describeEnd(entry: Extract<TimelineEntry, { type: 'attempt-ended' }>): Described {
  const attempt = `attempt ${entry.attempt}   `
  const { outcome, payload, limit } = entry
  if (outcome === 'throttle') {
    const by = limit === undefined ? '' : ` by ${limits[limit]}`
    return { text: `${attempt}throttled${by}`, tone: 'waiting' }
  }
  const answer = payload === undefined || payload.length === 0 ? '' : new TextDecoder().decode(payload)
  if (outcome === 'success') return good(`${attempt}success${answer === '' ? '' : `  ${shorten(oneLine(answer))}`}`)
  return bad(attempt + (outcome === 'functionError' ? describeError(answer) : outcome))
}

function describeDecision(decision: Extract<TimelineEntry, { type: 'decided' }>['decision']): Described {
  const by = `[${decision.rules.join(' ')}]`
  const because = rules[decision.rules[0] as RuleId]
  if (decision.kind === 'requeue')
    return { text: `wait ${decision.delayMs / 1_000} s   ${by} ${because}`, tone: 'waiting' }
  const text = `ended       ${decision.condition}, count ${decision.approximateInvokeCount}  ${by} ${because}`
  return decision.condition === 'Success' ? good(text) : bad(text)
}

function messageOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error))
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function plain(text: string): Described {
  return { text, tone: 'plain' }
}

function good(text: string): Described {
  return { text, tone: 'good' }
}

function bad(text: string): Described {
  return { text, tone: 'bad' }
}
