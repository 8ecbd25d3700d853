import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Resolve } from '@async-invoke/engine'
import { type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import {
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { resolveOnLambda } from './lambda-settings.ts'

const home = { region: 'us-east-1', accountId: '123456789012' }
const arn = 'arn:aws:lambda:us-east-1:123456789012:function:'
const queue = 'arn:aws:sqs:us-east-1:123456789012:failures'
let folder: string
let runtime: LocalRuntime
let client: LambdaClient

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'async-invoke-settings-'))
  const file = join(folder, 'orders.mjs')
  await writeFile(file, 'export const handler = () => {}')
  runtime = await startLocalRuntime({
    port: 0,
    functions: {
      orders: {
        ...{ file, timeoutInSeconds: 9, deadLetterTargetArn: queue, aliases: { live: '$LATEST' } },
        eventInvokeConfigs: { live: { MaximumRetryAttempts: 1, OnFailure: queue } },
      },
    },
  })
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  client = new LambdaClient({ endpoint: runtime.endpoint, region: home.region, credentials, maxAttempts: 1 })
})
afterAll(async () => {
  client.destroy()
  await runtime.close()
  await rm(folder, { recursive: true, force: true })
})

describe('settings of functions on Lambda', () => {
  const resolver = (refreshMs: number, faults: unknown[] = []): Resolve =>
    resolveOnLambda({ client, home, refreshMs, onFault: (fault) => faults.push(fault) })

  it('are those of exactly the qualifier, with timeout and dead-letter queue of its version', async () => {
    const resolve = resolver(60_000)
    const own = { target: 'present', timeoutMs: 9_000, deadLetterTargetArn: queue }
    expect(await resolve({ functionName: 'orders' })).toEqual({
      ...own,
      functionArn: `${arn}orders:$LATEST`,
      config: {},
    })
    expect(await resolve({ functionName: 'orders', qualifier: 'live' })).toEqual({
      ...own,
      functionArn: `${arn}orders:live`,
      config: { MaximumRetryAttempts: 1, OnFailure: queue },
    })
  })

  it.each([
    { functionName: 'orders', qualifier: 'next', target: 'missingAlias' },
    { functionName: 'orders', qualifier: '7', target: 'missing' },
    { functionName: 'refunds', qualifier: 'live', target: 'missing' },
    { functionName: 'refunds', qualifier: undefined, target: 'missing' },
  ])('of $functionName $qualifier, which is not there, name the target $target', async ({ target, ...reference }) => {
    const { functionName, qualifier } = reference
    const resolution = await resolver(60_000)({ functionName, ...(qualifier !== undefined && { qualifier }) })
    expect(resolution).toEqual({ functionArn: `${arn}${functionName}:${qualifier ?? '$LATEST'}`, config: {}, target })
  })

  it('are read once within the refresh interval, and again after it', async () => {
    const send = vi.spyOn(client, 'send')
    const asked = () => send.mock.calls.filter(([command]) => command instanceof GetFunctionConfigurationCommand).length
    const now = vi.spyOn(performance, 'now').mockReturnValue(1_000)
    try {
      const resolve = resolver(60_000)
      const [first] = await Promise.all([resolve({ functionName: 'orders' }), resolve({ functionName: 'orders' })])
      expect(asked()).toBe(1)
      await client.send(new PutFunctionConcurrencyCommand({ FunctionName: 'orders', ReservedConcurrentExecutions: 4 }))
      await client.send(
        new PutFunctionEventInvokeConfigCommand({ FunctionName: 'orders', MaximumEventAgeInSeconds: 60 }),
      )
      now.mockReturnValue(60_999)
      expect(await resolve({ functionName: 'orders' })).toBe(first)
      now.mockReturnValue(61_001)
      expect(await resolve({ functionName: 'orders' })).toMatchObject({
        reservedConcurrency: 4,
        config: { MaximumEventAgeInSeconds: 60 },
      })
      await client.send(new PutFunctionConcurrencyCommand({ FunctionName: 'orders', ReservedConcurrentExecutions: 0 }))
      now.mockReturnValue(130_000)
      expect(await resolve({ functionName: 'orders' })).toMatchObject({ target: 'zeroReserved' })
    } finally {
      now.mockRestore()
      send.mockRestore()
    }
  })

  it('stay as they were known while Lambda fails, and a function without any waits', async () => {
    const faults: unknown[] = []
    const resolve = resolver(0, faults)
    const known = await resolve({ functionName: 'orders' })
    const broken = new Error('no connection')
    const send = vi.spyOn(client, 'send').mockRejectedValue(broken as never)
    expect(await resolve({ functionName: 'orders' })).toBe(known)
    expect(faults).toEqual([broken])
    await expect(resolve({ functionName: 'refunds' })).rejects.toBe(broken)
    send.mockRestore()
    await client.send(new DeleteFunctionCommand({ FunctionName: 'orders' }))
    expect(await resolve({ functionName: 'orders' })).toMatchObject({ target: 'missing' })
  })
})
