import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

// Numbers and types in the bodies of requests, as the service's parser reads them.

const ZipFile = zip([{ path: 'index.mjs', content: 'export const handler = async () => 1' }]).toString('base64')
const functions = '/2015-03-31/functions'
const concurrency = '/2017-10-31/functions/f/concurrency'
const settings = '/2019-09-25/functions/f/event-invoke-config'

let runtime: LocalRuntime

/** Sends a body as it stands: JSON.stringify would write some numbers in another way. */
async function call(method: string, path: string, body?: string) {
  const { status, headers, text } = await raw(runtime.endpoint, method, path, body === undefined ? {} : { body })
  return { status, type: headers['x-amzn-errortype'], headers, body: text === '' ? undefined : JSON.parse(text) }
}

beforeAll(async () => {
  runtime = await startLocalRuntime({ pendingMs: 0 })
  const Role = 'arn:aws:iam::123456789012:role/lambda'
  const creation = { FunctionName: 'f', Role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile } }
  await call('POST', functions, JSON.stringify(creation))
  await call('POST', `${functions}/f/versions`, '{}')
})
afterAll(() => runtime.close())

/** Every integer member of a request, with how to send it and how to read it back. */
const members: readonly { member: string; method: string; path: string; valid: number; returned?: string }[] = [
  { member: 'ReservedConcurrentExecutions', method: 'PUT', path: concurrency, valid: 7 },
  { member: 'MaximumRetryAttempts', method: 'PUT', path: settings, valid: 1 },
  { member: 'MaximumEventAgeInSeconds', method: 'POST', path: settings, valid: 300 },
  { member: 'Timeout', method: 'PUT', path: `${functions}/f/configuration`, valid: 30 },
  { member: 'MemorySize', method: 'PUT', path: `${functions}/f/configuration`, valid: 256 },
  {
    ...{ member: 'ProvisionedConcurrentExecutions', method: 'PUT', valid: 3 },
    path: '/2019-09-30/functions/f/provisioned-concurrency?Qualifier=1',
    returned: 'RequestedProvisionedConcurrentExecutions',
  },
]

describe('an integer in a body', () => {
  it.each([
    { sent: '1.5', stored: 1 },
    { sent: '2.9', stored: 2 },
    { sent: '-0.5', stored: 0 },
    { sent: '1e1', stored: 10 },
    { sent: '0.9999999999', stored: 0 },
  ])('is cut to its integer: $sent gives $stored (NUM-1)', async ({ sent, stored }) => {
    const answer = await call('PUT', concurrency, `{"ReservedConcurrentExecutions":${sent}}`)
    expect(answer).toMatchObject({ status: 200, body: { ReservedConcurrentExecutions: stored } })
    expect((await call('GET', concurrency.replace('2017-10-31', '2019-09-30'))).body).toEqual(answer.body)
  })

  it.each(['2147483648', '1e12', '1e400', '123456789012345678901234567890'])(
    'saturates at 32 bits before the bounds are tested: %s (NUM-1)',
    async (sent) => {
      const answer = await call('PUT', concurrency, `{"ReservedConcurrentExecutions":${sent}}`)
      expect(answer).toMatchObject({
        ...{ status: 400, type: 'InvalidParameterValueException' },
        body: { message: expect.stringContaining('below its minimum value of [100].') },
      })
      const retries = await call('PUT', settings, `{"MaximumRetryAttempts":${sent}}`)
      expect(retries.body.message).toContain("Value '2147483647' at 'maximumRetryAttempts'")
    },
  )

  it.each(members)('is cut, and refused as any other type: $member (NUM-1, NUM-2)', async (each) => {
    const { member, method, path, valid, returned = member } = each
    const send = (value: string) => call(method, path, `{"${member}":${value}}`)
    expect((await send(`${valid}.75`)).body[returned]).toBe(valid)
    const types = [
      { value: `"${valid}"`, message: 'STRING_VALUE can not be converted to an Integer' },
      { value: '""', message: 'STRING_VALUE can not be converted to an Integer' },
      { value: 'true', message: 'TRUE_VALUE can not be converted to an Integer' },
      { value: 'false', message: 'FALSE_VALUE can not be converted to an Integer' },
      { value: '[1]', message: 'Start of list found where not expected' },
      { value: '{}', message: 'Start of structure or map found where not expected.' },
    ]
    for (const { value, message } of types) {
      const { status, type, body } = await send(value)
      expect([value, status, type, body]).toEqual([value, 400, 'SerializationException', { Message: message }])
    }
  })
})

describe('a member of another type', () => {
  it.each([
    { body: '{"Description":1}', message: 'NUMBER_VALUE can not be converted to a String' },
    { body: '{"Description":1.5}', message: 'DECIMAL_VALUE can not be converted to a String' },
    { body: '{"Handler":false}', message: 'FALSE_VALUE can not be converted to a String' },
    { body: '{"Role":["r"]}', message: 'Start of list found where not expected' },
    { body: '{"Environment":"A=1"}', message: 'Expected map or null' },
    { body: '{"Environment":{"Variables":{"AB":1}}}', message: 'NUMBER_VALUE can not be converted to a String' },
    { body: '{"VpcConfig":{"SubnetIds":"s"}}', message: 'Expected list or null' },
    { body: '{"VpcConfig":{"SubnetIds":[1]}}', message: 'NUMBER_VALUE can not be converted to a String' },
  ])('is refused without a Type in the answer: $body (NUM-2, NUM-3)', async ({ body, message }) => {
    const answer = await call('PUT', `${functions}/f/configuration`, body)
    expect([answer.status, answer.type, answer.body]).toEqual([400, 'SerializationException', { Message: message }])
  })
})

describe('a refusal', () => {
  it('carries no Retry-After when the call is throttled (INV-13)', async () => {
    await call('PUT', concurrency, '{"ReservedConcurrentExecutions":0}')
    const { status, headers } = await call('POST', `${functions}/f/invocations`, '{}')
    await call('DELETE', concurrency)
    expect([status, headers['retry-after']]).toEqual([429, undefined])
  })

  it('of access has no Type (NUM-3)', async () => {
    const theirs = encodeURIComponent('arn:aws:lambda:us-east-1:999999999999:function:f')
    const { status, body } = await call('GET', `${functions}/${theirs}`)
    expect([status, Object.keys(body)]).toEqual([403, ['Message']])
  })

  it('of an unknown function names $LATEST for PutFunctionConcurrency alone (FNC-5a)', async () => {
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:nobody'
    const put = await call('PUT', concurrency.replace('/f/', '/nobody/'), '{"ReservedConcurrentExecutions":1}')
    const get = await call('GET', '/2019-09-30/functions/nobody/concurrency')
    expect([put.body.Message, get.body.Message]).toEqual([
      `Function not found: ${arn}:$LATEST`,
      `Function not found: ${arn}`,
    ])
  })
})
