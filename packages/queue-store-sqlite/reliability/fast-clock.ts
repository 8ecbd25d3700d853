import type { Clock } from '@async-invoke/engine'

/** Time that flows `speed` times as fast as the machine's, from `startMs` on; the same for every process that is told the same. */
export function fastClock(startMs: number, speed: number): Clock {
  const nowMs = (): number => startMs + Math.floor((Date.now() - startMs) * speed)
  return {
    nowMs,
    wakeAt(atMs, wake) {
      const inMs = Math.min(60_000, Math.max(0, Math.ceil((atMs - nowMs()) / speed)))
      let timer = setTimeout(function look(): void {
        if (nowMs() >= atMs) wake()
        else timer = setTimeout(look, 1)
      }, inMs)
      return () => clearTimeout(timer)
    },
  }
}
