import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

describe('the worker with an outbox', () => {
  it('runs the event of a committed order also after a kill, and none of a transaction that was rolled back', async () => {
    const demo = fileURLToPath(new URL('../demo.ts', import.meta.url))
    // In PGlite, wherever the test runs.
    const { DATABASE_URL: _, ...env } = process.env
    // PGlite is a large WebAssembly module: without optimisation it takes less time altogether.
    const { stdout } = await promisify(execFile)(process.execPath, ['--liftoff-only', demo], { env })
    expect(stdout.trim().split('\n')).toEqual([
      'placed A-1',
      'rolled back: order A-2 has no items',
      'sending the confirmation of A-1',
      'the worker is killed',
      'sending the confirmation of A-1',
      '1 orders, 1 confirmations',
    ])
  })
})
