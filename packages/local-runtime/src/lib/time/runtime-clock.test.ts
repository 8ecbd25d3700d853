import { describe, expect, it } from 'vitest'
import { LocalRuntimeError } from '../local-runtime-error.ts'
import { RuntimeClock } from './runtime-clock.ts'

describe('RuntimeClock', () => {
  it.each(['real', 'skip'] as const)('refuses to advance %s time', async (mode) => {
    const time = new RuntimeClock({ mode, speed: 1, isIdle: () => true })
    const refused = new LocalRuntimeError('time-not-manual', `only manual time can be advanced; time is ${mode}`)
    await expect(time.advanceTo(time.clock.nowMs() + 1)).rejects.toThrow(refused)
    await expect(time.advanceToNextDue(async () => undefined)).rejects.toMatchObject({ code: 'time-not-manual' })
    time.close()
  })
})
