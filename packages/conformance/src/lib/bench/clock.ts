import { setTimeout as pause } from 'node:timers/promises'
import type { ControlApi } from './control.ts'

/** Something that was waited for. */
export interface Awaited<Found> {
  /** `undefined` if it did not come in time. */
  readonly found: Found | undefined
  /** Time on the endpoint's clock when it was found, or when waiting ended. */
  readonly atMs: number
}

/** The clock of an endpoint: one that the kit moves, or that of the machine. */
export interface EndpointClock {
  /** True if the kit moves it, so that waits take no time and are exact. */
  readonly isHeld: boolean
  nowMs(): Promise<number>
  pass(seconds: number): Promise<void>
  /** Lets time pass until `probe` finds something, at most until `deadlineMs` on this clock. */
  until<Found>(probe: () => Promise<Found | undefined>, deadlineMs: number): Promise<Awaited<Found>>
}

/** Interval of real time between two looks. */
const pollMs = 500

/** The clock of the machine. */
export function realClock(signal: AbortSignal): EndpointClock {
  return {
    isHeld: false,
    nowMs: async () => Date.now(),
    pass: async (seconds) => void (await pause(seconds * 1_000, undefined, { signal })),
    async until(probe, deadlineMs) {
      for (;;) {
        const found = await probe()
        const atMs = Date.now()
        if (found !== undefined || atMs >= deadlineMs) return { found, atMs }
        await pause(Math.min(pollMs, deadlineMs - atMs), undefined, { signal })
      }
    },
  }
}

/** Time of a runtime that stands still: it moves from one due moment to the next, and waits end when nothing is due. */
export function heldClock(control: ControlApi, signal: AbortSignal): EndpointClock {
  return {
    isHeld: true,
    nowMs: () => control.nowMs(),
    pass: (seconds) => control.advance(seconds),
    async until(probe, deadlineMs) {
      let before = Number.NaN
      for (let looks = 0; ; looks += 1) {
        signal.throwIfAborted()
        const found = await probe()
        const atMs = await control.nowMs()
        // A due moment may lie beyond the deadline: then what came with it came too late.
        if (found !== undefined) return { found: atMs <= deadlineMs ? found : undefined, atMs }
        if (looks === 0) {
          // What is under way ends before time moves.
          await control.advance(0)
          continue
        }
        if (atMs >= deadlineMs || atMs === before) return { found: undefined, atMs }
        before = atMs
        await control.advanceToNextDue()
      }
    },
  }
}
