import type { VirtualClock } from '../../time/clock.ts'
import type { Random } from '../../time/seeded-random.ts'
import { runOfCall } from './effects/run-control.ts'

/** The functions of the process that follow a schedule while it runs. */
export interface VirtualProcess {
  readonly clock: VirtualClock
  readonly random: Random
  readonly fetch: typeof fetch
}

/**
 * Does `work` while `Date`, `Math.random` and `fetch` follow the schedule, and `setTimeout` does in calls of its handlers. A
 * schedule is then the same every time.
 */
export async function inVirtualProcess<Result>(
  { clock, random, fetch: virtualFetch }: VirtualProcess,
  work: () => Promise<Result>,
): Promise<Result> {
  const { Date: RealDate, setTimeout: realSetTimeout, clearTimeout: realClearTimeout, fetch: realFetch } = globalThis
  const realRandom = Math.random
  class ScheduleDate extends RealDate {
    constructor(...given: ConstructorParameters<DateConstructor> | []) {
      if (given.length === 0) super(clock.nowMs())
      else super(...given)
    }
    static override now(): number {
      return clock.nowMs()
    }
  }
  const cancels = new WeakMap<object, () => void>()
  const setTimeout = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): unknown => {
    const run = runOfCall.getStore()
    if (run === undefined) return realSetTimeout(callback, ms, ...args)
    const timer = { ref: () => timer, unref: () => timer, hasRef: () => true }
    const wake = (): void => {
      if (!run.isCut) runOfCall.run(run, () => callback(...args))
    }
    cancels.set(timer, clock.wakeAt(clock.nowMs() + Math.max(1, ms), wake))
    return timer
  }
  const clearTimeout = (timer: NodeJS.Timeout | undefined): void => {
    const cancel = timer === undefined ? undefined : cancels.get(timer)
    if (cancel === undefined) realClearTimeout(timer)
    else cancel()
  }
  try {
    Object.assign(globalThis, { Date: ScheduleDate, setTimeout, clearTimeout, fetch: virtualFetch })
    Math.random = random
    return await work()
  } finally {
    Object.assign(globalThis, {
      ...{ Date: RealDate, setTimeout: realSetTimeout, clearTimeout: realClearTimeout, fetch: realFetch },
    })
    Math.random = realRandom
  }
}
