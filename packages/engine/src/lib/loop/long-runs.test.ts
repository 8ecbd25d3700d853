import { expect, it } from 'vitest'
import { startMs, success, successes, world } from '../../../test/engine-world.ts'
import type { Attempt, AttemptResult } from '../ports.ts'

it('does not interrupt a run whose event exceeds its maximum age, and decides by its result (RTY-6, RTY-7)', async () => {
  const attempts: Attempt[] = []
  let finish: (result: AttemptResult) => void = () => undefined
  const { accept, clock, delivered, engine, timeline } = world({
    resolution: { config: { MaximumEventAgeInSeconds: 60, OnSuccess: successes } },
    invoke: (attempt) =>
      new Promise((resolve) => {
        attempts.push(attempt)
        finish = resolve
      }),
  })
  await accept()
  await expect.poll(() => attempts.length).toBe(1)
  clock.advanceMs(3_600_000)
  expect(attempts[0]?.signal.aborted).toBe(false)
  finish(success)
  await expect.poll(() => delivered.length).toBe(1)
  expect(timeline.filter(({ type }) => type === 'decided')).toMatchObject([
    { decision: { kind: 'terminal', condition: 'Success' }, atMs: startMs + 3_600_000 },
  ])
  await engine.stop()
})
