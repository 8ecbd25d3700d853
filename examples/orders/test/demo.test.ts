import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

describe('the demo', () => {
  it('runs three orders to their records, on the documented schedule', () => {
    const demo = fileURLToPath(new URL('../demo.ts', import.meta.url))
    const output = execFileSync(process.execPath, ['--conditions=@async-invoke/source', demo], { encoding: 'utf8' })

    expect(output).toMatch(/update +\{.*"MaximumRetryAttempts":0,"MaximumEventAgeInSeconds":3600,.*:destination"/)
    expect(output.match(/^202 {2}0 bytes/gm)).toHaveLength(3)
    const requestId = /^202 .* ([0-9a-f-]{36}) {2}order A-1002/m.exec(output)?.[1] ?? ''
    const timeline = output.split('\n').filter((line) => line.includes(` ${requestId.slice(0, 8)} `))
    // Whole milliseconds: a difference of fractions could fall just below the wait.
    const msOf = (entry: string) =>
      timeline
        .filter((line) => line.includes(entry))
        .map((line) => Math.round(Number(/\+([\d.]+) s/.exec(line)?.[1]) * 1_000))
    const [startsMs, failuresMs] = [msOf(' started'), msOf(' error ')]
    const waits = failuresMs.slice(0, -1).map((ms, index) => Math.floor(((startsMs[index + 1] ?? 0) - ms) / 1_000))
    expect(waits).toEqual([60, 120])
    expect(timeline.at(-2)).toContain('RetriesExhausted, count 3  [4.2.5a RTY-4]')
    expect(timeline.at(-1)).toContain('delivered   OnFailure to arn:aws:sqs:us-east-2:123456789012:order-failures')
    expect(output).toContain(`"requestId": "${requestId}"`)
    expect(output).toContain('Done: 3 records received and valid (RetriesExhausted 3, Success 1, Success 1).')
  })
})
