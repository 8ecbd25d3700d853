import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { startTestRuntime } from '../src/testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-fake-timers-'))
const file = join(folder, 'orders.mjs')
writeFileSync(file, 'export const handler = async () => { throw new Error("no items") }')

afterEach(() => {
  vi.useRealTimers()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each([
  { kept: 'in memory', data: {} },
  { kept: 'on disk', data: { dataDirectory: join(folder, 'data') } },
])('runs events that are kept $kept in a test whose timers are fake', async ({ data }) => {
  vi.useFakeTimers()
  const runtime = await startTestRuntime({ functions: { orders: { file } }, ...data })
  const requestId = await runtime.invoke('orders')
  expect(await runtime.outcome(requestId)).toMatchObject({ condition: 'RetriesExhausted', attempts: 3 })
  await expect(runtime.inbox.waitFor({}, { timeoutMs: 20 })).rejects.toThrow('No message came')
  await runtime.close()
})
