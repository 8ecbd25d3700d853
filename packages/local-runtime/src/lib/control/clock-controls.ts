import { eventInvokeBounds, parseTime } from '@async-invoke/schemas/internal'
import { json } from '../http/api-request.ts'
import { isObject } from '../http/json-body.ts'
import { LocalRuntimeError } from '../local-runtime-error.ts'
import type { RuntimeClock } from '../time/runtime-clock.ts'
import { bodyOf, type Controls, isoTime, problem } from './answers.ts'
import type { EventDigest } from './events/event-digest.ts'

export interface ClockControlDependencies {
  readonly time: RuntimeClock
  /** Moment at which the next item comes due, in milliseconds since the epoch; `undefined` when nothing waits. */
  readonly nextDueAtMs: () => Promise<number | undefined>
  /** As {@link nextDueAtMs}, without schedules, which never end. */
  readonly nextWaitEndsAtMs: () => Promise<number | undefined>
  /** Whether a schedule will bring more events. */
  readonly hasSchedules: () => boolean
  readonly digests: () => readonly EventDigest[]
}

/** Moments that come due, at most. */
const maxDue = 200
/** How often the end of all waits is sought: a loop of functions never ends. */
const maxAdvances = 10_000
/** Age at which every event has ended. What schedules bring meanwhile may wait without end. */
const maxAgeMs = eventInvokeBounds.MaximumEventAgeInSeconds.maximum * 1_000

/** Describes the clock: its mode, its time, and the next due moment. */
export async function shownTime({
  time,
  nextDueAtMs,
}: Pick<ClockControlDependencies, 'time' | 'nextDueAtMs'>): Promise<object> {
  const dueMs = await nextDueAtMs()
  return {
    time: time.mode,
    speed: time.speed,
    now: isoTime(time.clock.nowMs()),
    ...(dueMs !== undefined && { nextDueAt: isoTime(dueMs) }),
  }
}

/** Shows the clock and what comes due, and moves manual time. */
export function clockControls(dependencies: ClockControlDependencies): Controls {
  const { time, nextDueAtMs, digests } = dependencies
  const advanceToEnd = async (): Promise<void> => {
    const { nextWaitEndsAtMs, hasSchedules } = dependencies
    const oldestEndsAtMs = time.clock.nowMs() + maxAgeMs
    for (let left = maxAdvances; left > 0; left -= 1) {
      await time.advanceToNextDue(nextWaitEndsAtMs)
      if ((await nextWaitEndsAtMs()) === undefined) return
      if (hasSchedules() && time.clock.nowMs() >= oldestEndsAtMs) return
    }
  }
  return {
    'GET clock': async () => json(200, { ...(await shownTime(dependencies)), due: dueMoments(digests()) }),
    'POST clock': async (request) => {
      const goal = goalIn(await bodyOf(request), time.clock.nowMs())
      if (goal === undefined) return problem(400, `the body must be one of ${clockBodies}`)
      try {
        if (goal === 'end') await advanceToEnd()
        else await (goal === 'next-due' ? time.advanceToNextDue(nextDueAtMs) : time.advanceTo(goal))
        return json(200, await shownTime(dependencies))
      } catch (error) {
        if (error instanceof LocalRuntimeError && error.code === 'time-not-manual') return problem(409, error.message)
        throw error
      }
    },
  }
}

/** When events come due, with the number of events, the first first. */
function dueMoments(digests: readonly EventDigest[]): readonly { readonly at: string; readonly events: number }[] {
  const byMoment = new Map<number, number>()
  for (const { dueAtMs } of digests) if (dueAtMs !== undefined) byMoment.set(dueAtMs, (byMoment.get(dueAtMs) ?? 0) + 1)
  return [...byMoment]
    .sort(([a], [b]) => a - b)
    .slice(0, maxDue)
    .map(([atMs, events]) => ({ at: isoTime(atMs), events }))
}

const clockBodies =
  '{"advanceSeconds": 60}, {"advanceTo": "2026-02-10T09:15:00Z"}, {"advanceToNextDue": true}, {"advanceToEnd": true}'

/** Latest moment that ISO 8601 writes with a year of four digits. */
const latestMs = Date.parse('9999-12-31T23:59:59.999Z')

/** Goal that a body of `POST clock` names: milliseconds since the epoch, the next due moment, or the end of all waits. */
function goalIn(body: unknown, nowMs: number): number | 'next-due' | 'end' | undefined {
  if (!isObject(body)) return undefined
  const { advanceSeconds, advanceTo, advanceToNextDue, advanceToEnd } = body
  if (advanceToNextDue === true) return 'next-due'
  if (advanceToEnd === true) return 'end'
  if (typeof advanceSeconds === 'number' && advanceSeconds >= 0 && advanceSeconds < 1e9)
    return Math.min(nowMs + advanceSeconds * 1_000, latestMs)
  const atMs = parseTime(advanceTo)
  return atMs !== undefined && atMs <= latestMs ? atMs : undefined
}
