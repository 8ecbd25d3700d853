import { CreateAliasCommand, CreateFunctionCommand, LambdaClient, PublishVersionCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSetup } from '../src/doctor.ts'
import { createConfigClient } from '../src/index.ts'
import { type Moto, motoMissing, startMoto } from './moto.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const authorization = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=test/20260210/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=x`

let moto: Moto
let client: LambdaClient

beforeAll(async () => {
  if (motoMissing !== undefined) return
  moto = await startMoto()
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  client = new LambdaClient({ endpoint: moto.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
  // moto checks that a function's role exists.
  const role = { Action: 'CreateRole', RoleName: 'r', AssumeRolePolicyDocument: '{}', Version: '2010-05-08' }
  await fetch(moto.endpoint, {
    method: 'POST',
    headers: { authorization: authorization('iam') },
    body: new URLSearchParams(role),
  })
})

afterAll(async () => {
  client?.destroy()
  await moto?.close()
})

const emptyZip = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)])

async function createFunction(FunctionName: string): Promise<void> {
  const Role = 'arn:aws:iam::123456789012:role/r'
  const Code = { ZipFile: emptyZip }
  await client.send(
    new CreateFunctionCommand({ FunctionName, Role, Code, Runtime: 'nodejs22.x', Handler: 'index.handler' }),
  )
}

/** Calls the API without the SDK and without the client's own checks. */
async function raw(method: string, FunctionName: string, body?: object, query = '') {
  const answer = await fetch(`${moto.endpoint}/2019-09-25/functions/${FunctionName}/event-invoke-config${query}`, {
    method,
    headers: { authorization: authorization('lambda'), 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: JSON.parse((await answer.text()) || '{}') }
}

/** Defines a test that is skipped, with the reason, where moto is missing. */
function withMoto(name: string, test: () => Promise<void>): void {
  it(name, async ({ skip }) => {
    if (motoMissing !== undefined) skip(motoMissing)
    await test()
  })
}

describe('the config client over moto', () => {
  withMoto('puts, reads and deletes settings of a function with versions and aliases', async () => {
    const FunctionName = 'stored'
    await createFunction(FunctionName)
    const { Version } = await client.send(new PublishVersionCommand({ FunctionName }))
    await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: Version }))
    const config = createConfigClient({ client })
    await config.put({
      FunctionName,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: queue } },
    })
    expect(await config.get({ FunctionName })).toMatchObject({
      LastModified: expect.any(Date),
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: queue } },
    })
    await config.delete({ FunctionName })
    await expect(config.get({ FunctionName })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      hint: { kind: 'no-settings-stored' },
    })
  })
})

describe('the doctor over moto', () => {
  withMoto('reads real versions and aliases', async () => {
    const FunctionName = 'diagnosed'
    await createFunction(FunctionName)
    const { Version } = await client.send(new PublishVersionCommand({ FunctionName }))
    await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: Version }))
    expect(await readSetup({ client, functionNames: [FunctionName] })).toEqual({
      functions: [
        {
          functionName: FunctionName,
          settings: {},
          deadLetterTargets: { $LATEST: null, 1: null },
          aliases: { live: '1' },
          durable: false,
          roleArns: { $LATEST: 'arn:aws:iam::123456789012:role/r', 1: 'arn:aws:iam::123456789012:role/r' },
        },
      ],
      invokers: [],
    })
  })
})

describe('moto, where it differs from Lambda (a failure means that moto has changed)', () => {
  withMoto('drops on Update the settings that it does not name (Lambda keeps them, CFG-8)', async () => {
    await createFunction('updated')
    await raw('PUT', 'updated', { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 100 })
    const { body } = await raw('POST', 'updated', { MaximumRetryAttempts: 0 })
    expect([body.MaximumRetryAttempts, body.MaximumEventAgeInSeconds]).toEqual([0, undefined])
  })

  withMoto('appends on Put and answers Get with the first record, whatever the qualifier (CFG-6, CFG-7)', async () => {
    await createFunction('appended')
    await raw('PUT', 'appended', { MaximumRetryAttempts: 1 })
    await raw('PUT', 'appended', { MaximumRetryAttempts: 2 }, '?Qualifier=live')
    for (const query of ['', '?Qualifier=live', '?Qualifier=missing'])
      expect((await raw('GET', 'appended', undefined, query)).body.MaximumRetryAttempts).toBe(1)
  })

  withMoto('checks upper bounds only (Lambda checks both, CFG-14e)', async () => {
    await createFunction('bounds')
    const statusOf = async (body: object) => (await raw('PUT', 'bounds', body)).status
    expect(await statusOf({ MaximumRetryAttempts: 3 })).toBe(400)
    expect(await statusOf({ MaximumEventAgeInSeconds: 21_601 })).toBe(400)
    expect(await statusOf({ MaximumRetryAttempts: -1 })).toBe(200)
    expect(await statusOf({ MaximumEventAgeInSeconds: 59 })).toBe(200)
  })

  withMoto('accepts a Put without settings, and a function as its own destination (CFG-9, CFG-14b)', async () => {
    await createFunction('nothing')
    expect((await raw('PUT', 'nothing', {})).status).toBe(200)
    const Destination = 'arn:aws:lambda:us-east-1:123456789012:function:nothing'
    expect((await raw('PUT', 'nothing', { DestinationConfig: { OnSuccess: { Destination } } })).status).toBe(200)
  })

  withMoto('answers with an unqualified ARN, and leaves out unset settings (CFG-1, CFG-3)', async () => {
    await createFunction('shape')
    const { body } = await raw('PUT', 'shape', { MaximumRetryAttempts: 1 })
    expect(body.FunctionArn).toBe('arn:aws:lambda:us-east-1:123456789012:function:shape')
    expect(body).not.toHaveProperty('DestinationConfig')
  })

  // Plans and the doctor list settings, so over moto they work only for functions without any.
  withMoto('writes the time of List and Update as a string, which the SDK cannot read (CFG-4)', async () => {
    await createFunction('time')
    const put = await raw('PUT', 'time', { MaximumRetryAttempts: 1 })
    expect(put.body.LastModified).toBeTypeOf('number')
    const updated = await raw('POST', 'time', { MaximumRetryAttempts: 0 })
    expect(updated.body.LastModified).toBeTypeOf('string')
    const list = createConfigClient({ client }).list({ FunctionName: 'time' })
    await expect(list[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'sdk-error',
      awsErrorName: undefined,
      cause: { name: 'TypeError' },
    })
  })

  withMoto('forgets a dead-letter queue (Lambda keeps it, FNC-2)', async () => {
    await createFunction('forgotten')
    const config = createConfigClient({ client })
    await config.setDeadLetterConfig({ FunctionName: 'forgotten', TargetArn: queue })
    expect((await config.getDeadLetterConfig({ FunctionName: 'forgotten' })).DeadLetterConfig).toEqual({})
  })
})
