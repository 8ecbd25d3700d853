import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-jest-'))
const file = join(folder, 'orders.mjs')
writeFileSync(file, 'export const handler = async () => { throw new Error("no items") }')

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Unlike those of vitest and `node:test`, they hold back `queueMicrotask` and `process.nextTick` too. */
describe('under the fake timers of jest, installed before the import', () => {
  it('runs a handler through its retries', async () => {
    const { runAsync } = await import('@async-invoke/engine/testing')
    const { attempts } = await runAsync(async () => {
      throw new Error('no items')
    }, 1)
    expect(attempts).toBe(3)
  })

  it('answers requests and runs events in the local runtime', async () => {
    const { startTestRuntime } = await import('@async-invoke/local-runtime/testing')
    const runtime = await startTestRuntime({ functions: { orders: { file } } })
    const requestId = await runtime.invoke('orders')
    expect(await runtime.outcome(requestId)).toMatchObject({ condition: 'RetriesExhausted', attempts: 3 })
    await runtime.close()
  })
})
