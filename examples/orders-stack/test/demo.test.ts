import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

describe('the stack', () => {
  it('leads an order from the API over the topic to a function, and a failed one to the function behind the queue', async () => {
    const demo = fileURLToPath(new URL('../demo.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@async-invoke/source', demo])
    const lines = stdout.trim().split('\n')
    expect(lines.slice(0, 5)).toEqual([
      'not served: PlaceOrder.Api (SAM event HttpApi)',
      'Placed -> ProcessOrder (subscription)',
      'Failures -> ReprocessOrder (mapping)',
      'ProcessOrder -> Failures (OnFailure)',
      'A-1001: {"statusCode":202,"body":"placed"}',
    ])
    // Functions run beside the calls that cause them.
    expect(lines).toContain('A-1002: {"statusCode":202,"body":"placed"}')
    expect(lines).toContain('ProcessOrder: processed A-1001')
    expect(lines.at(-1)).toMatch(
      /^ReprocessOrder: gave up after 2 attempts \(RetriesExhausted\): .*order A-1002 has no items/,
    )
  })
})
