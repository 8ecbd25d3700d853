import type { Clock } from './clock.ts'

/** Waits for the promise, at most `ms` on the clock. */
export function waitUntil(clock: Clock, promise: Promise<unknown>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.wakeAt(clock.nowMs() + ms, () => resolve())
    void promise.then(() => {
      cancel()
      resolve()
    })
  })
}
