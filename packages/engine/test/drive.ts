import { setImmediate } from 'node:timers/promises'
import type { VirtualClock } from '../src/lib/clock.ts'
import type { Engine } from '../src/lib/engine-options.ts'

/** Lets the engine finish what is due now. */
export async function settled(engine: Engine): Promise<void> {
  do await setImmediate()
  while (!engine.idle)
}

/** Jumps from one due moment to the next until nothing waits any more. */
export async function driven(engine: Engine, clock: VirtualClock): Promise<void> {
  for (;;) {
    await settled(engine)
    const nextMs = clock.nextWakeAtMs()
    if (nextMs === undefined) return
    clock.advanceToMs(nextMs)
  }
}
