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

  it('keeps the newest lines of a function within 32 MiB, and counts the others', () => {
    const logs = new FunctionLogs()
    for (let n = 0; n < 100; n += 1) logs.add(line('f', `${n} `.padEnd(1_048_576, 'x')))
    const kept = logs.of('f')
    expect([kept.length, logs.droppedOf('f'), logs.droppedOf('g')]).toEqual([15, 85, 0])
    expect(kept.at(-1)?.message.startsWith('99 ')).toBe(true)
  })

  it('keeps the lines of any number of functions within 128 MiB, and takes them from the one that holds most', () => {
    const logs = new FunctionLogs()
    for (let n = 0; n < 14; n += 1) logs.add(line('large', `${n} `.padEnd(1_048_576, 'x')))
    for (let n = 0; n < 400; n += 1) logs.add(line(`f-${n}`, 'y'.repeat(131_072)))
    const kept = Array.from({ length: 400 }, (_, n) => logs.of(`f-${n}`).length).reduce((sum, each) => sum + each, 0)
    expect(logs.of('large')).toHaveLength(7)
    expect(logs.of('large').at(-1)?.message.startsWith('13 ')).toBe(true)
    const bytes = [...Array.from({ length: 400 }, (_, n) => `f-${n}`), 'large']
      .flatMap((name) => logs.of(name))
      .reduce((sum, { message }) => sum + message.length * 2, 0)
    expect(bytes).toBeLessThanOrEqual(128 * 1_048_576)
    expect(kept).toBe(400)
  })
})
