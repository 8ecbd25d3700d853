import { describe, expect, it } from 'vitest'
import { FunctionLogs } from './function-logs.ts'

const line = (functionName: string, message: string) =>
  ({ functionName, logStreamName: 's', timestamp: 0, message }) as const

describe('FunctionLogs', () => {
  it('returns the newest 10,000 lines of each function', () => {
    const logs = new FunctionLogs()
    for (let n = 0; n < 25_000; n += 1) logs.add(line('f', `line ${n}`))
    logs.add(line('g', 'other'))
    const messages = logs.of('f').map(({ message }) => message)
    expect([messages.length, messages[0], messages.at(-1)]).toEqual([10_000, 'line 15000', 'line 24999'])
    expect(logs.of('g')).toHaveLength(1)
  })

  it('keeps the newest 16 Mi to 32 Mi characters of each function', () => {
    const logs = new FunctionLogs()
    for (let n = 0; n < 100; n += 1) {
      logs.add(line('f', `${n} `.padEnd(1_048_576, 'x')))
      const kept = logs.of('f')
      expect(kept.length).toBeGreaterThanOrEqual(Math.min(n + 1, 16))
      expect(kept.length).toBeLessThanOrEqual(32)
      expect(kept.at(-1)?.message.startsWith(`${n} `)).toBe(true)
    }
  })
})
