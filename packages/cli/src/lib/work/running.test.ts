import { describe, expect, it } from 'vitest'
import { createRunning } from './running.ts'

describe('createRunning', () => {
  it.each([
    { steps: ['a attempt-started', 'b attempt-started'], count: 2 },
    { steps: ['a attempt-started', 'a attempt-ended', 'a decided'], count: 0 },
    { steps: ['a attempt-started', 'a attempt-ended', 'a attempt-started'], count: 1 },
    { steps: ['a attempt-started', 'a lease-lost'], count: 0 },
    { steps: ['a attempt-started', 'b delivered', 'b delivery-failed'], count: 1 },
  ])('counts $count after $steps', ({ steps, count }) => {
    const running = createRunning()
    for (const step of steps) {
      const [requestId = '', type] = step.split(' ')
      running.add({ requestId, type: type as 'attempt-started' })
    }
    expect(running.count()).toBe(count)
  })
})
