import { once } from 'node:events'
import { connect } from 'node:net'
import { InvokeCommand, LambdaClient, ListFunctionsCommand, PublishVersionCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a secret' }

let runtime: LocalRuntime

beforeAll(async () => {
  runtime = await startLocalRuntime({
    functions: { echo: { file, exportName: 'echo' } },
    signingKeys: keys,
    time: 'skip',
  })
})

afterAll(() => runtime.close())

function client(credentials = keys, clockOffsetMs = 0): LambdaClient {
  const { endpoint } = runtime
  return new LambdaClient({
    endpoint,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
    systemClockOffset: clockOffsetMs,
  })
}

describe('with signing keys', () => {
  it('a request of the SDK is good, with a body, a query and an escaped path', async () => {
    const { StatusCode } = await client().send(
      new InvokeCommand({ FunctionName: 'echo', Qualifier: '$LATEST', Payload: '{"grüße": "ja"}' }),
    )
    expect(StatusCode).toBe(200)
    expect((await client().send(new ListFunctionsCommand({ MaxItems: 10 }))).Functions?.length).toBe(1)
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:echo'
    expect((await client().send(new PublishVersionCommand({ FunctionName: arn }))).Version).toBe('1')
  })

  it.each([
    ['another secret', { ...keys, secretAccessKey: 'wrong' }, 0, 'InvalidSignatureException'],
    ['another key', { ...keys, accessKeyId: 'AKIDOTHER' }, 0, 'UnrecognizedClientException'],
    ['a signature of an hour ago', keys, -3_600_000, 'InvalidSignatureException'],
  ])('%s is refused', async (_, credentials, offsetMs, name) => {
    await expect(client(credentials, offsetMs).send(new ListFunctionsCommand({}))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 403 },
    })
  })

  it('a signature for another service is refused', async () => {
    const path = '/2015-03-31/functions'
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
    const Credential = `${keys.accessKeyId}/${date.slice(0, 8)}/us-east-1/s3/aws4_request`
    const Authorization = `AWS4-HMAC-SHA256 Credential=${Credential}, SignedHeaders=host, Signature=${'0'.repeat(64)}`
    const headers = { 'X-Amz-Date': date, Authorization }
    const refused = await raw(runtime.endpoint, 'GET', path, { headers })
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining("correct service: 'lambda'")])
  })

  it('no signature, and a changed body, are refused', async () => {
    const path = '/2015-03-31/functions/echo/invocations'
    const unsigned = await raw(runtime.endpoint, 'POST', path, { body: '{}' })
    expect([unsigned.status, unsigned.headers['x-amzn-errortype']]).toEqual([
      403,
      'MissingAuthenticationTokenException',
    ])
    const lambda = client()
    lambda.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: unknown }
        request.body = '{"changed":1}'
        return next(args)
      },
      { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
    )
    await expect(
      lambda.send(new InvokeCommand({ FunctionName: 'echo', Payload: '{"changed":0}' })),
    ).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    })
  })
})

describe('a client that takes too much', () => {
  async function answerTo(text: string): Promise<string> {
    const { hostname, port } = new URL(runtime.endpoint)
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.write(text)
    await once(socket, 'close')
    return answer
  }

  it('has its connection ended: headers that are too long', async () => {
    expect(await answerTo(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431/,
    )
  })

  it('has its connection ended: headers that never end', async () => {
    expect(await answerTo('GET / HTTP/1.1\r\nHost: localhost\r\n')).toMatch(/^HTTP\/1\.1 408/)
  }, 20_000)
})

it('bound to every address it answers to addresses, and to no name but those of this machine', async () => {
  const open = await startLocalRuntime({ host: '0.0.0.0' })
  const port = new URL(open.endpoint).port
  const statusFor = async (Host: string) =>
    (await raw(`http://127.0.0.1:${port}`, 'GET', '/2015-03-31/functions', { headers: { Host } })).status
  expect([await statusFor(`10.1.2.3:${port}`), await statusFor('localhost'), await statusFor('evil.example')]).toEqual([
    200, 200, 403,
  ])
  await open.close()
})

describe('bodies that are expensive to parse', () => {
  const functions = '/2015-03-31/functions'
  const refused = { status: 400, text: expect.stringContaining('Could not parse request body into json') }
  const brackets = (bytes: number, unit: string) => unit.repeat(bytes / unit.length)

  it.each([{ unit: '[' }, { unit: '{"a":' }, { unit: '[],' }])(
    'refuses 6 MiB of $unit and goes on',
    async ({ unit }) => {
      const open = await startLocalRuntime({ functions: { echo: { file, exportName: 'echo' } } })
      try {
        const path = `${functions}/echo/invocations`
        const body = `[${brackets(6_291_450, unit)}`
        expect(await raw(open.endpoint, 'POST', path, { body })).toMatchObject(refused)
        expect(await raw(open.endpoint, 'POST', path, { body: '7' })).toMatchObject({ status: 200 })
      } finally {
        await open.close()
      }
    },
  )

  it.each([{ unit: '[' }, { unit: '{},' }, { unit: '"",' }])(
    'refuses 60 MB of $unit to CreateFunction',
    async ({ unit }) => {
      const open = await startLocalRuntime({ functions: {} })
      try {
        const answer = await raw(open.endpoint, 'POST', functions, { body: `{"Code":[${brackets(60_000_000, unit)}` })
        expect(answer).toMatchObject({ ...refused, text: expect.stringContaining('262144 bytes outside strings') })
        const string = await raw(open.endpoint, 'POST', functions, { body: `{"Code":"${'\\n'.repeat(30_000_000)}` })
        expect(string).toMatchObject({ ...refused, text: expect.stringContaining('the body ends in a string') })
      } finally {
        await open.close()
      }
    },
  )
})
