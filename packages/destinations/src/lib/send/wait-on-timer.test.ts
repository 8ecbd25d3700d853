import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { waitOnTimer } from './wait-on-timer.ts'

describe('waitOnTimer', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('waits as long as told', async () => {
    const done = vi.fn()
    waitOnTimer(100, undefined).then(done)
    await vi.advanceTimersByTimeAsync(99)
    expect(done).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(done).toHaveBeenCalled()
  })

  it('ends at the signal and leaves no timer', async () => {
    const controller = new AbortController()
    const waiting = waitOnTimer(100, controller.signal)
    controller.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('does not begin after the signal', async () => {
    await expect(waitOnTimer(100, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
    expect(vi.getTimerCount()).toBe(0)
  })
})
