import { clearTimeout, setTimeout } from 'node:timers'
import { collectTimelines, type TimelineEntry } from '@async-invoke/engine'
import type { Timeline } from '@async-invoke/schemas/timeline'
import { createTimelineLog } from '../control/timeline-log.ts'

/** Events whose timelines a failure shows; the newest ones. */
const maxShown = 5

/** The last run of an event and its end, if it has ended. */
export interface EventEnd {
  readonly condition: string
  /** Number of attempts, throttled ones included. */
  readonly attempts: number
  /** What the last run returned or threw, as it was sent; missing if there was no run. */
  readonly payload?: Uint8Array
  readonly outcome?: string
}

/** Follows the events of a runtime: their ends, their timelines as documents, and as text for failures. */
export class EventTrail {
  readonly #timelines = collectTimelines()
  readonly #lines = new Map<string, string[]>()
  readonly #runs = new Map<string, Omit<EventEnd, 'condition'>>()
  readonly #ends = new Map<string, EventEnd>()
  readonly #waiters = new Set<() => void>()

  note(entry: TimelineEntry): void {
    const { requestId } = entry
    this.#timelines.onTimeline(entry)
    const lines = this.#lines.get(requestId) ?? []
    this.#lines.set(requestId, lines)
    createTimelineLog((line) => lines.push(line))(entry)
    if (entry.type === 'attempt-ended') {
      const { attempt, outcome, payload } = entry
      this.#runs.set(requestId, { attempts: attempt, outcome, ...(payload !== undefined && { payload }) })
    }
    if (entry.type === 'decided' && entry.decision.kind === 'terminal') {
      const { condition } = entry.decision
      this.#ends.set(requestId, { attempts: 0, ...this.#runs.get(requestId), condition })
    }
    this.wake()
  }

  endOf(requestId: string): EventEnd | undefined {
    return this.#ends.get(requestId)
  }

  timelineOf(requestId: string): Timeline | undefined {
    return this.#timelines.get(requestId)
  }

  /** The timelines of these events, or of the newest ones, as text. */
  describe(requestIds: readonly string[] = [...this.#lines.keys()].slice(-maxShown)): string {
    const known = requestIds.filter((requestId) => this.#lines.has(requestId))
    if (known.length === 0) return 'The runtime has accepted no event that this is about.'
    return known.flatMap((requestId) => this.#lines.get(requestId) ?? []).join('\n')
  }

  /** Resolves at the next entry of any event, or after `ms` of wall time. */
  changed(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.#waiters.delete(done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.#waiters.add(done)
    })
  }

  /** Ends every wait for a change. */
  wake(): void {
    for (const done of [...this.#waiters]) done()
  }
}
