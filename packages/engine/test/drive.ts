import { setImmediate } from 'node:timers/promises'
import type { EngineControl } from '../src/lib/loop/engine-options.ts'
import type { Clock, VirtualClock } from '../src/lib/time/clock.ts'

/** Lets the engine finish what is due now. */
export async function settled(engine: EngineControl): Promise<void> {
  do await setImmediate()
  while (!engine.idle)
}

/** Jumps from one due moment to the next until nothing waits any more. */
export async function driven(engine: EngineControl, clock: VirtualClock): Promise<void> {
  for (;;) {
    await settled(engine)
    const nextMs = clock.nextWakeAtMs()
    if (nextMs === undefined) return
    clock.advanceToMs(nextMs)
  }
}

/** One turn of the event loop: everything that needs no time has gone on. */
export function turn(): Promise<void> {
  return setImmediate()
}

/** Resolves with `result` when the clock is `ms` further. */
export function sleeping<Result>(clock: VirtualClock, ms: number, result: Result): Promise<Result> {
  return new Promise((resolve) => {
    clock.wakeAt(clock.nowMs() + ms, () => resolve(result))
  })
}

/** The clock of an engine that does no more by itself, as after a crash. */
export function unwoken(clock: VirtualClock): Clock {
  return { nowMs: () => clock.nowMs(), wakeAt: () => () => {} }
}

/** Moves the clock on from wake-up to wake-up, also while something runs. */
export async function playedTo(clock: VirtualClock, endMs: number): Promise<void> {
  for (;;) {
    await turn()
    const nextMs = clock.nextWakeAtMs()
    if (nextMs === undefined || nextMs > endMs) return clock.advanceToMs(endMs)
    clock.advanceToMs(nextMs)
  }
}
