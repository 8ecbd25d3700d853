import type { Metric } from '@async-invoke/engine'
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  type DestinationConfig,
  InvokeCommand,
  LambdaClient,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { zip } from './zip.ts'

const FunctionName = 'orders'
const queue = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`
const [mayNot, may] = ['may-not', 'may'].map((name) => `arn:aws:iam::123456789012:role/${name}`)

let runtime: LocalRuntime
let lambda: LambdaClient
let metrics: Metric[]

async function start(options: LocalRuntimeOptions = {}): Promise<void> {
  metrics = []
  runtime = await startLocalRuntime({ time: 'manual', onMetric: (metric) => metrics.push(metric), ...options })
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
}

afterEach(async () => {
  lambda.destroy()
  await runtime.close()
})

const create = (Role = may) =>
  lambda.send(
    new CreateFunctionCommand({
      ...{ FunctionName, Role, Runtime: 'nodejs22.x', Handler: 'index.handler' },
      Code: {
        ZipFile: zip([{ path: 'index.mjs', content: 'export const handler = async () => { throw new Error("no") }' }]),
      },
    }),
  )

const put = (destination: string, over: { MaximumRetryAttempts?: number; Qualifier?: string } = {}) => {
  const DestinationConfig: DestinationConfig = { OnFailure: { Destination: queue(destination) } }
  const settings = { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 180, ...over }
  return lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig, ...settings }))
}

const send = (Qualifier?: string) =>
  lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', ...(Qualifier && { Qualifier }) }))

const sentTo = () => runtime.inbox().map(({ destinationArn }) => destinationArn.split(':').at(-1))
const samplesOf = (name: Metric['name']) => metrics.filter((metric) => metric.name === name && metric.value === 1)

describe('an event whose alias was deleted before its first run', () => {
  it.each([
    { missingAlias: 'wait', records: 0, droppedAfterSeconds: 180 },
    { missingAlias: 'not-found', records: 1, droppedAfterSeconds: 61 },
  ] as const)(
    'leaves $records records if set to $missingAlias (TRM-3a)',
    async ({ missingAlias, records, droppedAfterSeconds }) => {
      // Without concurrency, no event runs.
      await start({ concurrency: 0, unsettled: { missingAlias } })
      await create()
      await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '$LATEST' }))
      await put('failures', { Qualifier: 'live' })
      const startMs = runtime.nowMs()
      await send('live')
      await lambda.send(new DeleteAliasCommand({ FunctionName, Name: 'live' }))
      await runtime.advanceMs(600_000)
      expect(runtime.inbox()).toHaveLength(records)
      expect(samplesOf('AsyncEventsDropped').map(({ atMs }) => (atMs - startMs) / 1_000)).toEqual([droppedAfterSeconds])
    },
  )
})

describe('an event whose function was deleted', () => {
  /** Fails once before `change` and once after it. */
  async function failing(change: () => Promise<unknown>): Promise<void> {
    await send()
    await runtime.advanceMs(1_000)
    await change()
    await runtime.advanceMs(60_000)
  }
  const remove = () => lambda.send(new DeleteFunctionCommand({ FunctionName }))

  it('is delivered by the settings known at its acceptance, until a new function has settings (DSP-3a)', async () => {
    await start()
    await create()
    await put('old')
    await failing(async () => {
      await remove()
      await create()
    })
    expect(sentTo()).toEqual(['old'])
    // The function's own events have its own settings, of which there are none.
    await failing(async () => {})
    await runtime.advanceMs(120_000)
    expect(sentTo()).toEqual(['old'])
    await put('older')
    await failing(async () => {
      await remove()
      await create()
      await put('new')
    })
    expect(sentTo()).toEqual(['old', 'new'])
  })

  it.each([
    { role: may, sent: ['failures'], failed: 0 },
    { role: mayNot, sent: [], failed: 1 },
  ])('is delivered by its last role, $role: $failed failures (DSP-3a, U-07)', async ({ role, sent, failed }) => {
    const allowed = [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' }] as const
    await start({ roles: { [String(may)]: { Statement: allowed }, [String(mayNot)]: { Statement: [] } } })
    await create()
    await put('failures')
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Role: role }))
    await failing(remove)
    expect(sentTo()).toEqual(sent)
    expect(samplesOf('DestinationDeliveryFailures')).toHaveLength(failed)
  })
})

describe('settings that take two minutes to apply', () => {
  it('are used once the delay is over, and until then those before them (DSP-8a)', async () => {
    await start({ settingsDelayMs: 120_000 })
    await create()
    const retryNever = { MaximumRetryAttempts: 0 }
    await put('first', retryNever)
    await runtime.advanceMs(120_000)
    await send()
    await vi.waitFor(() => expect(sentTo()).toEqual(['first']))
    await put('second', retryNever)
    await runtime.advanceMs(60_000)
    await put('third', retryNever)
    await send()
    await vi.waitFor(() => expect(sentTo()).toEqual(['first', 'first']))
    await runtime.advanceMs(60_000)
    await send()
    await vi.waitFor(() => expect(sentTo()).toEqual(['first', 'first', 'second']))
    await runtime.advanceMs(60_000)
    await send()
    await vi.waitFor(() => expect(sentTo()).toEqual(['first', 'first', 'second', 'third']))
  })
})
