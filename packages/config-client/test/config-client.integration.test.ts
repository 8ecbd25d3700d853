import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ConfigClient, ConfigError, createConfigClient, type StoredSettings } from '../src/index.ts'
import { apply, drift, plan } from '../src/plan.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const topic = 'arn:aws:sns:us-east-1:123456789012:order-results'
const file = join(mkdtempSync(join(tmpdir(), 'async-invoke-config-')), 'handler.mjs')
writeFileSync(file, 'export const handler = async () => {}\n')

let runtime: LocalRuntime
let client: LambdaClient
let config: ConfigClient
/** What left the process: method and body of every request. */
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
    { step: 'finalizeRequest', name: 'writesDownWhatIsSent' },
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

describe('the config client, over the real SDK and the local runtime', () => {
  it('puts everything, updates one setting, reads both back', async () => {
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

  it('sends an empty text for null, and leaves out what was left out', async () => {
    const both = { OnFailure: { Destination: queue }, OnSuccess: { Destination: topic } }
    await config.put({ FunctionName, DestinationConfig: both })
    await config.update({ FunctionName, DestinationConfig: { OnFailure: { Destination: null } } })
    expect(sent).toEqual([
      { method: 'PUT', body: { DestinationConfig: both } },
      { method: 'POST', body: { DestinationConfig: { OnFailure: { Destination: '' } } } },
    ])
    expect((await config.get({ FunctionName })).DestinationConfig).toEqual({ OnSuccess: { Destination: topic } })
  })

  it('puts every byte on the wire that the API documents, and none besides (10.1)', async () => {
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
      { step: 'finalizeRequest', name: 'writesDownBytes', priority: 'low' },
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

  it('keeps a side whose destination is left out, as a caller without types may (CFG-8)', async () => {
    await config.put({ FunctionName, DestinationConfig: { OnFailure: { Destination: queue } } })
    const careless = { OnFailure: {}, OnSuccess: null } as unknown as { OnFailure: { Destination: null } }
    await config.update({ FunctionName, DestinationConfig: careless })
    expect(sent[1]?.body).toEqual({ DestinationConfig: { OnFailure: {} } })
    expect((await config.get({ FunctionName })).DestinationConfig).toEqual({ OnFailure: { Destination: queue } })
  })

  it.each([
    ['name', 'error', undefined],
    ['name:qualifier', 'error:$LATEST', undefined],
    ['name and Qualifier', 'error', '$LATEST'],
    ['the same qualifier twice', 'error:$LATEST', '$LATEST'],
    ['partial ARN', '123456789012:function:error', undefined],
    ['ARN', 'arn:aws:lambda:us-east-1:123456789012:function:error', undefined],
    ['qualified ARN', 'arn:aws:lambda:us-east-1:123456789012:function:error:$LATEST', undefined],
  ])('takes a function by %s (CFG-16)', async (_, name, Qualifier) => {
    const target = { FunctionName: name, ...(Qualifier !== undefined && { Qualifier }) }
    await config.put({ ...target, MaximumRetryAttempts: 1 })
    expect((await config.get(target)).FunctionArn).toBe('arn:aws:lambda:us-east-1:123456789012:function:error:$LATEST')
  })

  it('lists and deletes', async () => {
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

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d retries: no integer (CFG-14e)', async (retries) => {
    const error = await errorOf(config.put({ FunctionName, MaximumRetryAttempts: retries }))
    expect(error.refusals.map(({ rule, path }) => [rule, path])).toContainEqual(['CFG-14e', 'maximumRetryAttempts'])
    expect(sent).toEqual([])
  })

  it.each([
    ['a FIFO queue', `${queue}.fifo`, 'FNC-3'],
    ['an empty text, which would remove', '', 'FNC-2'],
    ['another service', 'arn:aws:s3:::bucket', 'FNC-3'],
  ])('refuses %s as a dead-letter queue', async (_, TargetArn, rule) => {
    const error = await errorOf(config.setDeadLetterConfig({ FunctionName, TargetArn }))
    expect(error).toMatchObject({ code: 'refused', operation: 'setDeadLetterConfig', refusals: [{ rule }] })
    expect(sent).toEqual([])
  })

  const self = {
    DestinationConfig: { OnFailure: { Destination: 'arn:aws:lambda:us-east-1:123456789012:function:error' } },
  }
  it.each([
    ['nothing at all', {}, 'CFG-9'],
    ['an empty DestinationConfig', { DestinationConfig: {} }, 'CFG-9'],
    ['its own function', self, 'CFG-14b'],
  ])('refuses an update to %s', async (_, settings, rule) => {
    const { refusals } = await errorOf(config.update({ FunctionName, ...settings }))
    expect(refusals.map((refusal) => refusal.rule)).toEqual([rule])
    expect(sent).toEqual([])
  })

  it('passes the errors of the service on with their own code', async () => {
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
    expect(await errorOf(listed('nobody'))).toMatchObject({ code: 'ResourceNotFoundException', operation: 'list' })
  })

  it('says that a call may be tried again when no answer came', async () => {
    await runtime.close()
    expect(await errorOf(config.get({ FunctionName }))).toMatchObject({
      code: 'sdk-error',
      operation: 'get',
      retriable: true,
    })
  })
})

describe('plans over the local runtime', () => {
  const wish = {
    version: '1.0',
    functions: { error: { EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0 } } } },
  } as const

  it('are made, carried out, and then find nothing', async () => {
    const found = await plan(wish, { client })
    expect(found.steps).toMatchObject([{ operation: 'put', Qualifier: '$LATEST', lastModified: null }])
    expect(await apply(found, { client })).toMatchObject([{ outcome: 'done' }])
    expect((await drift(wish, { client })).exitCode).toBe(0)
    await config.update({ FunctionName, DestinationConfig: { OnFailure: { Destination: queue } } })
    expect(await drift(wish, { client })).toMatchObject({
      exitCode: 2,
      plan: { steps: [{ operation: 'update', settings: { DestinationConfig: { OnFailure: { Destination: null } } } }] },
    })
  })
})
