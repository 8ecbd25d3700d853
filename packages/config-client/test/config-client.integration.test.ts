import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ConfigClient, ConfigError, createConfigClient, type StoredSettings } from '../src/index.ts'

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
    expect(error).toMatchObject({ code: 'Refused', operation: 'put', functionName: 'error:live', retriable: false })
    expect(error.refusals.map(({ rule }) => rule)).toEqual(['CFG-13a', 'CFG-14e', 'CFG-14e', 'CFG-14c', 'CFG-14a'])
    for (const { message } of error.refusals) expect(error.message).toContain(message)
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
      retriable: false,
      refusals: [],
      message: expect.stringContaining("doesn't have an EventInvokeConfig"),
      cause: expect.objectContaining({ name: 'ResourceNotFoundException' }),
    })
    expect(await errorOf(listed('nobody'))).toMatchObject({ code: 'ResourceNotFoundException', operation: 'list' })
  })

  it('says that a call may be tried again when no answer came', async () => {
    await runtime.close()
    expect(await errorOf(config.get({ FunctionName }))).toMatchObject({ retriable: true, operation: 'get' })
  })
})
