import type { Clock } from '@async-invoke/engine'

/**
 * Runs `speed` times as fast as the machine's clock from `startMs` on; equal arguments give equal times in every
 * process.
 */
export function fastClock(startMs: number, speed: number): Clock {
  const nowMs = (): number => startMs + Math.floor((Date.now() - startMs) * speed)
  return {
    nowMs,
    wakeAt(atMs, wake) {
      const inMs = Math.min(60_000, Math.max(0, Math.ceil((atMs - nowMs()) / speed)))
      let timer = setTimeout(function check(): void {
        if (nowMs() >= atMs) wake()
        else timer = setTimeout(check, 1)
      }, inMs)
      return () => clearTimeout(timer)
    },
  }
}
