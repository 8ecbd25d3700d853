import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { withinAMinute } from './within-a-minute.ts'

describe('withinAMinute', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('gives up on what never settles, after a minute', async () => {
    const waited = expect(withinAMinute('its result', new Promise(() => {}))).rejects.toThrow(
      'its result has not settled within a minute',
    )
    await vi.advanceTimersByTimeAsync(59_999)
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    await waited
  })

  it.each([
    { of: 'a value', work: () => 1 },
    { of: 'a promise', work: () => Promise.resolve(1) },
  ])('gives the result of $of, and leaves no timer', async ({ work }) => {
    expect(await withinAMinute('it', work())).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('fails as the work does', async () => {
    await expect(withinAMinute('it', Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(vi.getTimerCount()).toBe(0)
  })
})
