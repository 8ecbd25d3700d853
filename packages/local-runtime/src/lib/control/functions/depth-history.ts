import type { EventDigest } from '../events/event-digest.ts'

/** Depth of a function's queue over time, for a small plot. */
export interface DepthHistory {
  /** ISO 8601: start of the first interval, and end of the last. */
  readonly from: string
  readonly to: string
  /** Events that had not ended at the end of each interval. */
  readonly depth: readonly number[]
  /** Age of the oldest of them, in milliseconds. */
  readonly ageMs: readonly number[]
}

/** Intervals of a history. */
const intervals = 40

/**
 * Computes how many events of a function had not ended, and how old the oldest was, from the first acceptance to now.
 *
 * @param digests - the events of one function
 */
export function depthHistory(digests: readonly EventDigest[], nowMs: number): DepthHistory | undefined {
  const spans = digests.flatMap(({ acceptedAtMs: acceptedMs, endedAtMs: endedMs = Number.POSITIVE_INFINITY }) =>
    acceptedMs === undefined ? [] : [{ acceptedMs, endedMs }],
  )
  if (spans.length === 0) return undefined
  const fromMs = spans.reduce((first, { acceptedMs }) => Math.min(first, acceptedMs), nowMs)
  const stepMs = Math.max(1, (nowMs - fromMs) / intervals)
  const depth: number[] = Array(intervals).fill(0)
  const ageMs: number[] = Array(intervals).fill(0)
  for (const { acceptedMs, endedMs } of spans) {
    const first = Math.max(0, Math.ceil((acceptedMs - fromMs) / stepMs) - 1)
    for (let at = first; at < intervals; at += 1) {
      const endMs = fromMs + (at + 1) * stepMs
      if (endedMs <= endMs) break
      depth[at] = (depth[at] ?? 0) + 1
      ageMs[at] = Math.max(ageMs[at] ?? 0, Math.round(endMs - acceptedMs))
    }
  }
  return { from: new Date(fromMs).toISOString(), to: new Date(nowMs).toISOString(), depth, ageMs }
}
