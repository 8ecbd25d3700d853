import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConfigClient, ConfigError, createConfigClient, type StoredSettings } from '@async-invoke/config-client'
import { apply, drift, plan } from '@async-invoke/config-client/plan'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const topic = 'arn:aws:sns:us-east-1:123456789012:order-results'
const folder = mkdtempSync(join(tmpdir(), 'async-invoke-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'handler.mjs')
writeFileSync(file, 'export const handler = async () => {}\n')

let runtime: LocalRuntime
let client: LambdaClient
let config: ConfigClient
/** Method and body of every request sent. */
let sent: { method: string; body: unknown }[]

beforeEach(async () => {
  runtime = await startLocalRuntime({ functions: { error: { file } } })
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  client = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
  sent = []
  client.middlewareStack.add(
    (next) => (args) => {
      const { method, body } = args.request as { method: string; body?: Uint8Array | string }
      sent.push({ method, body: body ? JSON.parse(Buffer.from(body).toString()) : undefined })
      return next(args)
    },
    { step: 'finalizeRequest', name: 'recordRequest' },
  )
  config = createConfigClient({ client })
})

afterEach(async () => {
  client.destroy()
  await runtime.close()
})

async function errorOf(call: Promise<unknown>): Promise<ConfigError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ConfigError)
  return error as ConfigError
}

const FunctionName = 'error'

async function listed(name = FunctionName): Promise<readonly StoredSettings[]> {
  const all: StoredSettings[] = []
  for await (const settings of config.list({ FunctionName: name })) all.push(settings)
  return all
}

describe('the config client over the real SDK and the local runtime', () => {
  it('puts numbers, updates a destination, and reads both back', async () => {
    const put = await config.put({ FunctionName, MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 0 })
    expect(put).toEqual({
      FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:error:$LATEST',
      LastModified: expect.any(Date),
      MaximumEventAgeInSeconds: 3600,
      MaximumRetryAttempts: 0,
      DestinationConfig: {},
    })
    await config.update({ FunctionName, DestinationConfig: { OnFailure: { Destination: queue } } })
    expect(await config.get({ FunctionName, Qualifier: '$LATEST' })).toMatchObject({
      MaximumEventAgeInSeconds: 3600,
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: queue } },
    })
  })

  it('sends an empty string for null, and omits what the caller omits', async () => {
    const both = { OnFailure: { Destination: queue }, OnSuccess: { Destination: topic } }
    await config.put({ FunctionName, DestinationConfig: both })
    await config.update({ FunctionName, DestinationConfig: { OnFailure: { Destination: null } } })
    expect(sent).toEqual([
      { method: 'PUT', body: { DestinationConfig: both } },
      { method: 'POST', body: { DestinationConfig: { OnFailure: { Destination: '' } } } },
    ])
    expect((await config.get({ FunctionName })).DestinationConfig).toEqual({ OnSuccess: { Destination: topic } })
  })

  it('sends exactly the bytes that the API documents (10.1)', async () => {
    const wire: string[] = []
    client.middlewareStack.add(
      (next) => (args) => {
        const {
          method,
          path,
          query,
          body = '',
        } = args.request as {
          method: string
          path: string
          query: Record<string, string>
          body?: Uint8Array | string
        }
        wire.push(`${method} ${path}?${new URLSearchParams(query)} ${Buffer.from(body).toString()}`)
        return next(args)
      },
      { step: 'finalizeRequest', name: 'recordBytes', priority: 'low' },
    )
    const OnFailure = { Destination: queue }
    await config.put({
      FunctionName,
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: null,
      DestinationConfig: { OnFailure },
    })
    await config.update({ FunctionName, Qualifier: '$LATEST', MaximumEventAgeInSeconds: 60 })
    await config.update({ FunctionName, DestinationConfig: { OnFailure: { Destination: null } } })
    await config.delete({ FunctionName })
    const path = '/2019-09-25/functions/error/event-invoke-config'
    expect(wire).toEqual([
      `PUT ${path}? {"MaximumRetryAttempts":0,"DestinationConfig":{"OnFailure":{"Destination":"${queue}"}}}`,
      `POST ${path}?Qualifier=%24LATEST {"MaximumEventAgeInSeconds":60}`,
      `POST ${path}? {"DestinationConfig":{"OnFailure":{"Destination":""}}}`,
      `DELETE ${path}? `,
    ])
  })

  it('keeps a side whose destination a JavaScript caller leaves out (CFG-8)', async () => {
    await config.put({ FunctionName, DestinationConfig: { OnFailure: { Destination: queue } } })
    const untyped = { OnFailure: {}, OnSuccess: null } as unknown as { OnFailure: { Destination: null } }
    await config.update({ FunctionName, DestinationConfig: untyped })
    expect(sent[1]?.body).toEqual({ DestinationConfig: { OnFailure: {} } })
    expect((await config.get({ FunctionName })).DestinationConfig).toEqual({ OnFailure: { Destination: queue } })
  })

  it.each([
    { form: 'name', target: { FunctionName: 'error' } },
    { form: 'name:qualifier', target: { FunctionName: 'error:$LATEST' } },
    { form: 'name and Qualifier', target: { FunctionName: 'error', Qualifier: '$LATEST' } },
    { form: 'the same qualifier twice', target: { FunctionName: 'error:$LATEST', Qualifier: '$LATEST' } },
    { form: 'partial ARN', target: { FunctionName: '123456789012:function:error' } },
    { form: 'ARN', target: { FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:error' } },
    { form: 'qualified ARN', target: { FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:error:$LATEST' } },
  ])('accepts a function by $form (CFG-16)', async ({ target }) => {
    await config.put({ ...target, MaximumRetryAttempts: 1 })
    expect((await config.get(target)).FunctionArn).toBe('arn:aws:lambda:us-east-1:123456789012:function:error:$LATEST')
  })

  it('lists settings, and no longer after a delete', async () => {
    expect(await listed()).toEqual([])
    await config.put({ FunctionName, MaximumRetryAttempts: 1 })
    expect(await listed()).toMatchObject([{ MaximumRetryAttempts: 1 }])
    await config.delete({ FunctionName })
    expect(await listed()).toEqual([])
  })

  it('refuses with every violation at once, and sends nothing (CFG-23)', async () => {
    const error = await errorOf(
      config.put({
        FunctionName: 'error:live',
        Qualifier: '7',
        MaximumRetryAttempts: 5,
        MaximumEventAgeInSeconds: 10,
        DestinationConfig: {
          OnSuccess: { Destination: 'arn:aws:s3:::bucket' },
          OnFailure: { Destination: `${queue}.fifo` },
        },
      }),
    )
    expect(error).toMatchObject({ code: 'refused', operation: 'put', functionName: 'error:live', retriable: false })
    expect(error.refusals.map(({ rule }) => rule)).toEqual(['CFG-13a', 'CFG-14e', 'CFG-14e', 'CFG-14c', 'CFG-14a'])
    for (const { message } of error.refusals) expect(error.message).toContain(message)
    expect(sent).toEqual([])
  })

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses %d retries, which is not an integer (CFG-14e)',
    async (retries) => {
      const error = await errorOf(config.put({ FunctionName, MaximumRetryAttempts: retries }))
      expect(error.refusals.map(({ rule, path }) => [rule, path])).toContainEqual(['CFG-14e', 'maximumRetryAttempts'])
      expect(sent).toEqual([])
    },
  )

  it.each([
    { target: 'a FIFO queue', TargetArn: `${queue}.fifo`, rule: 'FNC-3' },
    { target: 'an empty string, which would remove the queue,', TargetArn: '', rule: 'FNC-2' },
    { target: 'a bucket', TargetArn: 'arn:aws:s3:::bucket', rule: 'FNC-3' },
  ])('refuses $target as a dead-letter queue ($rule)', async ({ TargetArn, rule }) => {
    const error = await errorOf(config.setDeadLetterConfig({ FunctionName, TargetArn }))
    expect(error).toMatchObject({ code: 'refused', operation: 'setDeadLetterConfig', refusals: [{ rule }] })
    expect(sent).toEqual([])
  })

  const self = {
    DestinationConfig: { OnFailure: { Destination: 'arn:aws:lambda:us-east-1:123456789012:function:error' } },
  }
  it.each([
    { update: 'without settings', settings: {}, rule: 'CFG-9' },
    { update: 'with an empty DestinationConfig', settings: { DestinationConfig: {} }, rule: 'CFG-9' },
    { update: 'to its own function', settings: self, rule: 'CFG-14b' },
  ])('refuses an update $update ($rule)', async ({ settings, rule }) => {
    const { refusals } = await errorOf(config.update({ FunctionName, ...settings }))
    expect(refusals.map((refusal) => refusal.rule)).toEqual([rule])
    expect(sent).toEqual([])
  })

  it("rejects with the service's own error name as code", async () => {
    expect(await errorOf(config.get({ FunctionName }))).toMatchObject({
      code: 'ResourceNotFoundException',
      operation: 'get',
      functionName: 'error',
      functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:error:$LATEST',
      retriable: false,
      hint: { kind: 'no-settings-stored' },
      refusals: [],
      message: expect.stringContaining("doesn't have an EventInvokeConfig"),
      cause: expect.objectContaining({ name: 'ResourceNotFoundException' }),
    })
    expect(await errorOf(listed('missing'))).toMatchObject({ code: 'ResourceNotFoundException', operation: 'list' })
  })

  it('marks a call without an answer as retriable', async () => {
    await runtime.close()
    expect(await errorOf(config.get({ FunctionName }))).toMatchObject({
      code: 'sdk-error',
      operation: 'get',
      retriable: true,
    })
  })
})

describe('a plan over the local runtime', () => {
  const wanted = {
    version: '1.0',
    functions: { error: { EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0 } } } },
  } as const

  it('is applied, after which nothing differs', async () => {
    const found = await plan(wanted, { client })
    expect(found.steps).toMatchObject([{ operation: 'put', Qualifier: '$LATEST', lastModified: null }])
    expect(await apply(found, { client })).toMatchObject([{ outcome: 'done' }])
    expect((await drift(wanted, { client })).exitCode).toBe(0)
    await config.update({ FunctionName, DestinationConfig: { OnFailure: { Destination: queue } } })
    expect(await drift(wanted, { client })).toMatchObject({
      exitCode: 2,
      plan: { steps: [{ operation: 'update', settings: { DestinationConfig: { OnFailure: { Destination: null } } } }] },
    })
  })
})
