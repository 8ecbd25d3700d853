// Lays the entries of a timeline out on an axis. Pure: nothing here touches the document.
import { durationText } from '../parts/format.js'

/**
 * @typedef {object} Span
 * @property {0 | 1 | 2} lane attempts, waits, deliveries
 * @property {number} from position from 0 to 1
 * @property {number} to
 * @property {'good' | 'bad' | 'wait' | 'busy' | 'calm'} tone
 * @property {string} label short, for a span with room
 * @property {string} title
 */

/** Ticks of an axis. */
const tickCount = 4

/**
 * Lays out attempts, waits and deliveries. On an axis to scale, a wait of an hour is an hour long. Otherwise each entry takes
 * as much room as the next, so that runs of milliseconds beside it can be seen, and runs in no time on a held clock.
 *
 * @param {import('@async-invoke/schemas/timeline').Timeline} timeline
 * @param {string} now
 * @param {boolean} isToScale
 * @returns {{ spans: Span[], ticks: { at: number, ms: number }[] }}
 */
export function layoutOf({ entries, acceptedAt }, now, isToScale) {
  const spans = spansOf(entries, Date.parse(now))
  const startMs = Date.parse(acceptedAt ?? entries[0]?.at ?? now)
  if (isToScale) {
    const endMs = spans.reduce((latest, { toMs }) => Math.max(latest, toMs), startMs)
    const position = (/** @type {number} */ ms) => (ms - startMs) / Math.max(1, endMs - startMs)
    return {
      spans: spans.map(({ fromMs, toMs, first: _, last: __, ...span }) => ({
        ...span,
        from: position(fromMs),
        to: position(toMs),
      })),
      ticks: Array.from({ length: tickCount + 1 }, (_, at) => ({
        at: at / tickCount,
        ms: ((endMs - startMs) * at) / tickCount,
      })),
    }
  }
  const steps = Math.max(
    1,
    spans.reduce((latest, { last }) => Math.max(latest, last), entries.length - 1),
  )
  const ticks = entries.map(({ at }, step) => ({ at: step / steps, ms: Math.max(0, Date.parse(at) - startMs) }))
  const changes = ticks.filter(({ ms }, at) => at === 0 || ms !== ticks[at - 1]?.ms)
  const every = Math.ceil(changes.length / (tickCount + 1))
  return {
    spans: spans.map(({ fromMs: _, toMs: __, first, last, ...span }) => ({
      ...span,
      from: first / steps,
      to: last / steps,
    })),
    ticks: changes.filter((_, at) => at % every === 0),
  }
}

/** @typedef {Omit<Span, 'from' | 'to'> & { fromMs: number, toMs: number, first: number, last: number }} Timed */

/**
 * @param {readonly import('@async-invoke/schemas/timeline').TimelineDocumentEntry[]} entries
 * @param {number} nowMs
 */
function spansOf(entries, nowMs) {
  /** @type {Timed[]} */
  const spans = []
  for (const [first, entry] of entries.entries()) {
    const last = first + 1
    const { type, at, route, destinationArn } = entry
    const fromMs = Date.parse(at)
    if (type === 'attempt-started') spans.push(attemptSpan(first, entries, nowMs))
    else if (type === 'waiting') {
      const text = durationText(entry.delayMs ?? 0)
      spans.push({
        lane: 1,
        first,
        last,
        fromMs,
        toMs: Date.parse(entry.until ?? at),
        tone: 'wait',
        label: text,
        title: `waits ${text}`,
      })
    } else if (type === 'delivered' || type === 'kept' || type === 'delivery-failed') {
      const tone = type === 'delivery-failed' ? 'bad' : type === 'kept' ? 'calm' : 'good'
      const title = `${route} ${type.replace('-', ' ')}: ${destinationArn}`
      spans.push({ lane: 2, first, last: first, fromMs, toMs: fromMs, tone, label: '', title })
    }
  }
  return spans
}

/**
 * @param {number} first index of the start
 * @param {readonly import('@async-invoke/schemas/timeline').TimelineDocumentEntry[]} entries
 * @param {number} nowMs
 * @returns {Timed}
 */
function attemptSpan(first, entries, nowMs) {
  const { attempt, at = '' } = entries[first] ?? {}
  const fromMs = Date.parse(at)
  const found = entries.findIndex(
    ({ type, ...other }, index) => index > first && type === 'attempt-ended' && other.attempt === attempt,
  )
  const end = entries[found]
  const last = found < 0 ? first + 1 : found
  const toMs = end === undefined ? Math.max(nowMs, fromMs) : Date.parse(end.at)
  const outcome = end === undefined ? 'runs' : end.timedOut ? 'timeout' : (end.errorType ?? end.outcome ?? 'ended')
  const title = `attempt ${attempt}: ${outcome}, ${durationText(toMs - fromMs)}`
  return { lane: 0, first, last, fromMs, toMs, tone: toneOf(end?.outcome), label: `${attempt} ${outcome}`, title }
}

/**
 * @param {string | undefined} outcome
 * @returns {Span['tone']}
 */
function toneOf(outcome) {
  if (outcome === undefined) return 'busy'
  return outcome === 'success' ? 'good' : outcome === 'throttle' ? 'wait' : 'bad'
}
