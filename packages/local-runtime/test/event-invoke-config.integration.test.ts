import {
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  LambdaClient,
  ListFunctionEventInvokeConfigsCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda'
import { startFauxqs } from 'fauxqs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const arn = 'arn:aws:lambda:us-east-1:123456789012:function:order-processor'
const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const topic = 'arn:aws:sns:us-east-1:123456789012:order-results'
const path = '/2019-09-25/functions/order-processor/event-invoke-config'
const FunctionName = 'order-processor'

let runtime: LocalRuntime
let lambda: LambdaClient

beforeEach(async () => {
  runtime = await startLocalRuntime({ functions: { 'order-processor': { file }, 'order-audit': { file } } })
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
})

afterEach(async () => {
  lambda.destroy()
  await runtime.close()
})

const call = (method: string, body?: object, query = '') =>
  raw(runtime.endpoint, method, `${path}${query}`, body === undefined ? {} : { body: JSON.stringify(body) })

const refused = (code: string, text: string, member: 'message' | 'Message' = 'message') => ({
  code,
  body: code === 'ValidationException' ? { message: text } : { Type: 'User', [member]: text },
})

async function requestRefusal(method: string, body?: object, query = '', at = path) {
  const answer = await raw(
    runtime.endpoint,
    method,
    `${at}${query}`,
    body === undefined ? {} : { body: JSON.stringify(body) },
  )
  return { code: answer.headers['x-amzn-errortype'], body: JSON.parse(answer.text) }
}

describe('UpdateFunctionEventInvokeConfig', () => {
  it('keeps settings that it does not name (with the AWS SDK)', async () => {
    const put = await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName,
        MaximumEventAgeInSeconds: 3600,
        MaximumRetryAttempts: 0,
      }),
    )
    expect(put).toMatchObject({
      LastModified: expect.any(Date),
      FunctionArn: `${arn}:$LATEST`,
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 3600,
      DestinationConfig: { OnSuccess: {}, OnFailure: {} },
    })
    const DestinationConfig = { OnFailure: { Destination: queue } }
    await lambda.send(new UpdateFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig }))
    const got = await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: `${arn}:$LATEST` }))
    expect(got).toMatchObject({
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 3600,
      DestinationConfig: { OnSuccess: {}, OnFailure: { Destination: queue } },
    })
    expect(got.LastModified?.getTime()).toBeGreaterThanOrEqual(put.LastModified?.getTime() ?? Infinity)
  })
})

describe('event invoke settings', () => {
  it('have every member in responses, unset ones as null, and the time in seconds (CFG-1, CFG-4)', async () => {
    const { status, headers, text } = await call('PUT', { DestinationConfig: { OnFailure: {} } })
    expect([status, headers['content-type']]).toEqual([200, 'application/json'])
    const { LastModified, ...rest } = JSON.parse(text)
    expect(rest).toEqual({
      DestinationConfig: { OnFailure: { Destination: null }, OnSuccess: { Destination: null } },
      FunctionArn: `${arn}:$LATEST`,
      MaximumEventAgeInSeconds: null,
      MaximumRetryAttempts: null,
    })
    expect(Math.abs(LastModified - Date.now() / 1_000)).toBeLessThan(60)
  })

  it('lose one destination to an empty string and keep the other (CFG-8)', async () => {
    await call('PUT', { DestinationConfig: { OnFailure: { Destination: queue }, OnSuccess: { Destination: topic } } })
    const { text } = await call('POST', { DestinationConfig: { OnFailure: { Destination: '' } } })
    expect(JSON.parse(text).DestinationConfig).toEqual({
      OnFailure: { Destination: null },
      OnSuccess: { Destination: topic },
    })
  })

  it('are deleted once; a second Delete is refused with 404 (CFG-10)', async () => {
    await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 1 }))
    await lambda.send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName, Qualifier: '$LATEST' }))
    await expect(lambda.send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  it('are listed by qualifier, on an empty page if there are none (CFG-21, U-21)', async () => {
    const list = () => lambda.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName, MaxItems: 1 }))
    expect(await list()).toMatchObject({ FunctionEventInvokeConfigs: [] })
    await call('PUT', { MaximumRetryAttempts: 1 })
    const page = await list()
    expect(page.FunctionEventInvokeConfigs).toHaveLength(1)
    expect(page.NextMarker).toBeUndefined()
  })
})

describe('operations on event invoke settings (section 10)', () => {
  const missing = (qualifier: string) =>
    refused(
      'ResourceNotFoundException',
      `The function ${arn}:${qualifier} doesn't have an EventInvokeConfig`,
      'Message',
    )
  const noFunction = refused('ResourceNotFoundException', "The function doesn't exist.", 'Message')

  it.each([
    { request: 'Get without stored settings', method: 'GET', body: undefined, query: '', expected: missing('$LATEST') },
    {
      request: 'Get on an alias that does not exist (CFG-12a)',
      method: 'GET',
      body: undefined,
      query: '?Qualifier=live',
      expected: missing('live'),
    },
    {
      request: 'Delete without stored settings',
      method: 'DELETE',
      body: undefined,
      query: '',
      expected: missing('$LATEST'),
    },
    {
      request: 'Update without stored settings (CFG-12b)',
      method: 'POST',
      body: { MaximumRetryAttempts: 1 },
      query: '',
      expected: missing('$LATEST'),
    },
    {
      request: 'Put on a version that does not exist (CFG-12c)',
      method: 'PUT',
      body: { MaximumRetryAttempts: 1 },
      query: '?Qualifier=7',
      expected: noFunction,
    },
    {
      request: 'Put without any setting (CFG-9)',
      method: 'PUT',
      body: {},
      query: '',
      expected: refused(
        'InvalidParameterValueException',
        'You must specify at least one of error handling or destination setting.',
      ),
    },
    {
      request: 'Put of 5 retries (CFG-14e)',
      method: 'PUT',
      body: { MaximumRetryAttempts: 5 },
      query: '',
      expected: refused(
        'ValidationException',
        "1 validation error detected: Value '5' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2",
      ),
    },
    {
      request: 'Put with the function as its own destination (CFG-14b)',
      method: 'PUT',
      body: { DestinationConfig: { OnSuccess: { Destination: arn } } },
      query: '',
      expected: refused(
        'InvalidParameterValueException',
        "You can't specify the function as a destination for itself.",
      ),
    },
    {
      request: 'Put with a destination function that does not exist (CFG-14a)',
      method: 'PUT',
      body: { DestinationConfig: { OnSuccess: { Destination: `${arn}-2` } } },
      query: '',
      expected: refused('InvalidParameterValueException', `The destination ARN ${arn}-2 is invalid.`),
    },
  ])('refuse $request', async ({ method, body, query, expected }) => {
    expect(await requestRefusal(method, body, query)).toEqual(expected)
  })

  it.each([
    { method: 'PUT', body: { MaximumRetryAttempts: 1 }, expected: noFunction },
    { method: 'POST', body: { MaximumRetryAttempts: 1 }, expected: noFunction },
    // The settings are checked before the function is looked up (CFG-9).
    {
      method: 'PUT',
      body: {},
      expected: refused(
        'InvalidParameterValueException',
        'You must specify at least one of error handling or destination setting.',
      ),
    },
  ])('refuse $method of $body on a function that does not exist', async ({ method, body, expected }) => {
    expect(await requestRefusal(method, body, '', path.replace('order-processor', 'nobody'))).toEqual(expected)
  })

  it('refuse List on a missing function, on a version, with too many items, with an invalid marker (CFG-13b, CFG-13c)', async () => {
    expect(await requestRefusal('GET', undefined, '', `${path}/list`.replace('order-processor', 'nobody'))).toEqual(
      noFunction,
    )
    expect(
      await requestRefusal('GET', undefined, '', `${path}/list`.replace('order-processor', 'order-processor%3A7')),
    ).toEqual(
      refused('InvalidParameterValueException', 'The function name must not include a version number or alias.'),
    )
    expect(await requestRefusal('GET', undefined, '?MaxItems=51', `${path}/list`)).toEqual(
      refused(
        'ValidationException',
        "1 validation error detected: Value '51' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 50",
      ),
    )
    expect(await requestRefusal('GET', undefined, '?Marker=bogus', `${path}/list`)).toEqual(
      refused('InvalidParameterValueException', 'Invalid pagination key.'),
    )
  })

  const unreadable = 'InvalidRequestContentException'
  it.each([
    { body: '{', type: unreadable },
    { body: '[]', type: unreadable },
    { body: '1', type: unreadable },
    { body: '"text"', type: unreadable },
    { body: '{"MaximumRetryAttempts":"1"}', type: 'SerializationException' },
    { body: '{"DestinationConfig":[]}', type: 'SerializationException' },
    { body: '{"DestinationConfig":{"OnFailure":1}}', type: 'SerializationException' },
    { body: '{"DestinationConfig":{"OnFailure":{"Destination":1}}}', type: 'SerializationException' },
  ])('refuse the body $body and change nothing (CFG-11)', async ({ body, type }) => {
    await call('PUT', { MaximumRetryAttempts: 1 })
    const { status, headers } = await raw(runtime.endpoint, 'POST', path, { body })
    expect([status, headers['x-amzn-errortype']]).toEqual([400, type])
    expect(JSON.parse((await call('GET')).text)).toMatchObject({ MaximumRetryAttempts: 1 })
  })

  it('accept a destination that does not exist if checkDestinations is false', async () => {
    const other = await startLocalRuntime({ functions: { 'order-processor': { file } }, checkDestinations: false })
    const Destination = 'arn:aws:lambda:us-east-1:123456789012:function:not-there-yet'
    const body = JSON.stringify({ DestinationConfig: { OnFailure: { Destination } } })
    expect((await raw(other.endpoint, 'PUT', path, { body })).status).toBe(200)
    await other.close()
  })

  it('refuse a queue, topic or bucket that its endpoint does not have (CFG-14a, CFG-18)', async () => {
    const services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
    const endpoint = `http://127.0.0.1:${services.port}`
    const other = await startLocalRuntime({
      functions: { 'order-processor': { file } },
      endpoints: { sqs: endpoint, sns: endpoint, s3: endpoint },
    })
    const topicHere = 'arn:aws:sns:us-east-1:000000000000:order-results'
    const bucket = 'arn:aws:s3:::order-records'
    const put = (Destination: string) =>
      raw(other.endpoint, 'PUT', path, { body: JSON.stringify({ DestinationConfig: { OnFailure: { Destination } } }) })
    for (const destination of [queue, topicHere, bucket]) {
      const { status, text } = await put(destination)
      expect([status, JSON.parse(text).message]).toEqual([400, `The destination ARN ${destination} is invalid.`])
    }
    services.createQueue('order-failures', { region: 'us-east-1' })
    expect(services.createTopic('order-results', { region: 'us-east-1' }).topicArn).toBe(topicHere)
    services.createBucket('order-records')
    for (const destination of [queue, topicHere, bucket]) expect((await put(destination)).status).toBe(200)
    await services.stop()
    // An unreachable service proves nothing.
    for (const destination of [`${queue}-2`, `${topicHere}-2`, `${bucket}-2`])
      expect((await put(destination)).status).toBe(200)
    await other.close()
  })
})

it('moves LastModified with every Put and Update, also with one that changes nothing (CFG-5)', async () => {
  const held = await startLocalRuntime({ functions: { 'order-processor': { file } }, time: 'manual' })
  const send = async (method: string): Promise<number> => {
    await held.advanceMs(1_000)
    const { text } = await raw(held.endpoint, method, path, { body: '{"MaximumRetryAttempts":1}' })
    return JSON.parse(text).LastModified
  }
  try {
    const first = await send('PUT')
    const later = [await send('PUT'), await send('POST'), await send('POST')]
    expect(later.map((at) => Math.round(at - first))).toEqual([1, 2, 3])
  } finally {
    await held.close()
  }
})
