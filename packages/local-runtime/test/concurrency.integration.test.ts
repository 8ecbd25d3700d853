import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TimelineEntry } from '@async-invoke/engine'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'

/** Runs until its gate, a file, exists. */
const handler = `
import { existsSync } from 'node:fs'
export const handler = async ({ gate }) => {
  console.log('started')
  while (!existsSync(gate)) await new Promise((resolve) => setTimeout(resolve, 10))
}
`

describe.each([
  {
    limit: 'reserved concurrency',
    options: { reservedConcurrency: 1 },
    concurrency: 1_000,
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
  },
  {
    limit: 'account concurrency',
    options: {},
    concurrency: 1,
    Reason: 'ConcurrentInvocationLimitExceeded',
  },
])('one slot of $limit, shared by calls and events', ({ options: limited, concurrency, Reason }) => {
  let folder: string
  let runtime: LocalRuntime
  let lambda: LambdaClient
  let timeline: TimelineEntry[]
  let started: number

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'async-invoke-concurrency-'))
    writeFileSync(join(folder, 'gated.mjs'), handler)
    timeline = []
    started = 0
    const options: LocalRuntimeOptions = {
      functions: { gated: { ...limited, file: join(folder, 'gated.mjs'), timeoutInSeconds: 60 } },
      concurrency,
      time: 'manual',
      onTimeline: (entry) => timeline.push(entry),
      onLine: (_, line) => {
        if (line.includes('started')) started += 1
      },
    }
    runtime = await startLocalRuntime(options)
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
  })

  afterEach(async () => {
    lambda.destroy()
    await runtime.close()
    rmSync(folder, { recursive: true })
  })

  const invoke = (InvocationType: 'Event' | 'RequestResponse') => {
    const Payload = JSON.stringify({ gate: join(folder, 'gate') })
    return lambda.send(new InvokeCommand({ FunctionName: 'gated', InvocationType, Payload }))
  }
  const open = () => writeFileSync(join(folder, 'gate'), '')
  const outcomes = () => timeline.flatMap((entry) => (entry.type === 'attempt-ended' ? [entry.outcome] : []))

  it('throttles an event while a call runs, and runs it after the call (FNC-9)', async () => {
    const call = invoke('RequestResponse')
    await expect.poll(() => started).toBe(1)
    await invoke('Event')
    await expect.poll(outcomes).toEqual(['throttle'])
    open()
    await call
    await runtime.advanceMs(1_000)
    expect(outcomes()).toEqual(['throttle', 'success'])
  })

  it('refuses a call while an event runs, naming the limit as its reason (FNC-8)', async () => {
    await invoke('Event')
    await expect.poll(() => started).toBe(1)
    const message = 'Rate Exceeded.'
    await expect(invoke('RequestResponse')).rejects.toMatchObject({ name: 'TooManyRequestsException', message, Reason })
    open()
    await expect.poll(outcomes).toEqual(['success'])
    expect((await invoke('RequestResponse')).StatusCode).toBe(200)
  })
})
