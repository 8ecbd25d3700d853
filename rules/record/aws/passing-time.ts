import { setTimeout } from 'node:timers/promises'
import { createControlClient } from '../../../packages/cli/src/lib/control/control-client.ts'

/** How time passes where an experiment runs. */
export interface PassingTime {
  /** Time there, in milliseconds since the epoch. */
  nowMs(): number
  /** Resolves once so many seconds have passed there; rejects when `signal` aborts. */
  pause(seconds: number, signal: AbortSignal): Promise<void>
  /** Whether waits cost no time: a queue is then asked without waiting. */
  readonly held: boolean
  /** How long a run has to last that occupies its function for some seconds. Runs last real time everywhere. */
  holdMs(seconds: number): number
}

export const realTime: PassingTime = {
  nowMs: () => Date.now(),
  pause: async (seconds, signal) => void (await setTimeout(seconds * 1_000, undefined, { signal })),
  held: false,
  holdMs: (seconds) => seconds * 1_000,
}

/**
 * Time of a local runtime that stands still until its control API advances it.
 *
 * @throws {Error} if no local runtime answers at the endpoint
 */
export async function heldTime(endpoint: string): Promise<PassingTime> {
  const control = createControlClient(endpoint)
  const { now } = await control.get<{ now: string }>('clock')
  let nowMs = Date.parse(now)
  return {
    nowMs: () => nowMs,
    async pause(seconds, signal) {
      signal.throwIfAborted()
      const { now } = await control.send<{ now: string }>('POST', 'clock', { advanceSeconds: seconds })
      nowMs = Date.parse(now)
    },
    held: true,
    // Long enough for a few events to find the function occupied.
    holdMs: () => 300,
  }
}
