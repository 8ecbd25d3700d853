import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WhenIdle } from './when-idle.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('work while there are no requests', () => {
  it('begins a second after the last request, and goes on until there is no more', () => {
    let left = 3
    const idle = new WhenIdle(() => --left > 0)
    idle.arm()
    vi.advanceTimersByTime(900)
    idle.arm()
    vi.advanceTimersByTime(900)
    expect(left).toBe(3)
    vi.advanceTimersByTime(200)
    expect(left).toBe(0)
    vi.advanceTimersByTime(10_000)
    expect(left).toBe(0)
  })

  it('waits again for a second after a request between two parts', () => {
    let done = 0
    const idle = new WhenIdle(() => {
      done += 1
      idle.arm()
      return true
    })
    idle.arm()
    vi.advanceTimersByTime(1_500)
    expect(done).toBe(1)
    vi.advanceTimersByTime(1_000)
    expect(done).toBe(2)
  })
})
