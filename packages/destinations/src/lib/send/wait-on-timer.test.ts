import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { waitOnTimer } from './wait-on-timer.ts'

describe('waitOnTimer', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('resolves after the delay', async () => {
    const done = vi.fn()
    waitOnTimer(100, undefined).then(done)
    await vi.advanceTimersByTimeAsync(99)
    expect(done).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(done).toHaveBeenCalled()
  })

  it('rejects on abort and clears the timer', async () => {
    const controller = new AbortController()
    const waiting = waitOnTimer(100, controller.signal)
    controller.abort(new Error('stop'))
    await expect(waiting).rejects.toThrow('stop')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('rejects at once if the signal is already aborted', async () => {
    await expect(waitOnTimer(100, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop')
    expect(vi.getTimerCount()).toBe(0)
  })
})
