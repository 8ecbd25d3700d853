import { setImmediate } from 'node:timers/promises'
import type { EngineControl } from '../src/lib/loop/engine-options.ts'
import type { Clock, VirtualClock } from '../src/lib/time/clock.ts'

/** Waits until the engine is idle at the current time. */
export async function settled(engine: EngineControl): Promise<void> {
  do await setImmediate()
  while (!engine.idle)
}

/** Advances the clock from wake-up to wake-up until none is left, waiting for the engine each time. */
export async function driven(engine: EngineControl, clock: VirtualClock): Promise<void> {
  for (;;) {
    await settled(engine)
    const nextMs = clock.nextWakeAtMs()
    if (nextMs === undefined) return
    clock.advanceToMs(nextMs)
  }
}

/** One turn of the event loop: runs everything that needs no time to pass. */
export function turn(): Promise<void> {
  return setImmediate()
}

/** Resolves with `result` after `ms` on the clock. */
export function sleeping<Result>(clock: VirtualClock, ms: number, result: Result): Promise<Result> {
  return new Promise((resolve) => {
    clock.wakeAt(clock.nowMs() + ms, () => resolve(result))
  })
}

/** A clock that never wakes its engine, as after a crash. */
export function unwoken(clock: VirtualClock): Clock {
  return { nowMs: () => clock.nowMs(), wakeAt: () => () => {} }
}

/** Advances the clock from wake-up to wake-up, even while something is running. */
export async function playedTo(clock: VirtualClock, endMs: number): Promise<void> {
  for (;;) {
    await turn()
    const nextMs = clock.nextWakeAtMs()
    if (nextMs === undefined || nextMs > endMs) return clock.advanceToMs(endMs)
    clock.advanceToMs(nextMs)
  }
}
