import { describe, expect, it } from 'vitest'
import { RunLog, tailOf } from './run-log.ts'

const report = {
  durationMs: 1,
  memoryInMegabytes: 128,
  peakMegabytes: undefined,
  initMs: undefined,
  failure: undefined,
}

describe('RunLog', () => {
  it('gives a run the tail of everything since the previous run, up to its REPORT', () => {
    const log = new RunLog(() => {})
    log.line('while it initialized')
    log.start('r-1', '7')
    log.end('r-1', report)
    const framed = (id: string): string =>
      `START RequestId: ${id} Version: 7\nEND RequestId: ${id}\nREPORT RequestId: ${id}\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\t\n`
    expect(log.take()).toBe(`while it initialized\n${framed('r-1')}`)
    log.start('r-2', '7')
    log.end('r-2', report)
    expect(log.take()).toBe(framed('r-2'))
  })

  it.each([10, 1_000, 100_000])('limits the tail to 4 KB when lines have %d characters', (length) => {
    const written: string[] = []
    const log = new RunLog((line) => written.push(line))
    for (let n = 0; n < 2_000; n += 1) log.line(`${n} `.padEnd(length, 'ü'))
    const tail = tailOf(log.take())
    expect(tail.length).toBe(4_096)
    const whole = Buffer.from(`${written.join('\n')}\n`)
    expect(whole.subarray(-4_096).equals(tail)).toBe(true)
  })
})
