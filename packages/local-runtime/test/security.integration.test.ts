import { once } from 'node:events'
import { connect } from 'node:net'
import { InvokeCommand, LambdaClient, ListFunctionsCommand, PublishVersionCommand } from '@aws-sdk/client-lambda'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { Sha256 } from '../src/lib/http/signatures/sha256.ts'
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

describe('a runtime with signing keys', () => {
  it('accepts requests of the SDK with a body, a query and an escaped path', async () => {
    const { StatusCode } = await client().send(
      new InvokeCommand({ FunctionName: 'echo', Qualifier: '$LATEST', Payload: '{"grüße": "ja"}' }),
    )
    expect(StatusCode).toBe(200)
    expect((await client().send(new ListFunctionsCommand({ MaxItems: 10 }))).Functions?.length).toBe(1)
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:echo'
    expect((await client().send(new PublishVersionCommand({ FunctionName: arn }))).Version).toBe('1')
  })

  it.each([
    {
      signature: 'with another secret',
      credentials: { ...keys, secretAccessKey: 'wrong' },
      clockOffsetMs: 0,
      name: 'InvalidSignatureException',
    },
    {
      signature: 'with another key',
      credentials: { ...keys, accessKeyId: 'AKIDOTHER' },
      clockOffsetMs: 0,
      name: 'UnrecognizedClientException',
    },
    { signature: 'of an hour ago', credentials: keys, clockOffsetMs: -3_600_000, name: 'InvalidSignatureException' },
  ])('refuses a signature $signature with $name', async ({ credentials, clockOffsetMs, name }) => {
    await expect(client(credentials, clockOffsetMs).send(new ListFunctionsCommand({}))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 403 },
    })
  })

  it('refuses a signature for another service', async () => {
    const path = '/2015-03-31/functions'
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
    const Credential = `${keys.accessKeyId}/${date.slice(0, 8)}/us-east-1/s3/aws4_request`
    const Authorization = `AWS4-HMAC-SHA256 Credential=${Credential}, SignedHeaders=host, Signature=${'0'.repeat(64)}`
    const headers = { 'X-Amz-Date': date, Authorization }
    const refused = await raw(runtime.endpoint, 'GET', path, { headers })
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining("correct service: 'lambda'")])
  })

  it('refuses an unsigned request and a body changed after signing', async () => {
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

describe('a presigned URL', () => {
  const path = '/2015-03-31/functions/echo/invocations'

  interface Presigned {
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
    readonly expiresIn?: number
    readonly ageMs?: number
  }

  async function presign({ headers = {}, body = '', expiresIn = 60, ageMs = 0 }: Presigned): Promise<URL> {
    const { host, hostname } = new URL(runtime.endpoint)
    const signer = new SignatureV4({ credentials: keys, region: 'us-east-1', service: 'lambda', sha256: Sha256 })
    const { query } = await signer.presign(
      { method: 'POST', protocol: 'http:', hostname, path, query: {}, headers: { ...headers, host }, body },
      { expiresIn, signingDate: new Date(Date.now() - ageMs), unhoistableHeaders: new Set(Object.keys(headers)) },
    )
    return new URL(`${path}?${new URLSearchParams(query as Record<string, string>)}`, runtime.endpoint)
  }

  async function post(url: URL, options: { headers?: Readonly<Record<string, string>>; body?: string } = {}) {
    const answer = await fetch(url, { method: 'POST', ...options })
    return [answer.status, answer.headers.get('x-amzn-errortype'), await answer.text()]
  }

  it('invokes, with the body and the headers that are signed', async () => {
    for (const body of ['', '{"ü":1}']) {
      const [status, , answer] = await post(await presign({ body }), body === '' ? {} : { body })
      expect([status, JSON.parse(String(answer)).event]).toEqual([200, JSON.parse(body || '{}')])
    }
    const headers = { 'x-amz-invocation-type': 'Event' }
    expect(await post(await presign({ headers }), { headers })).toEqual([202, null, ''])
  })

  it('counts for five minutes, whatever its X-Amz-Expires says', async () => {
    expect((await post(await presign({ expiresIn: 1, ageMs: 240_000 })))[0]).toBe(200)
    const expired = [
      403,
      'InvalidSignatureException',
      expect.stringMatching(/Signature expired: \S+ is now earlier than/),
    ]
    expect(await post(await presign({ expiresIn: 604_800, ageMs: 360_000 }))).toEqual(expired)
  })

  it.each(['body', 'header', 'path', 'query'])('is refused with another %s', async (part) => {
    const headers = { 'x-amz-client-context': 'e30=' }
    const url = await presign({ headers, body: '{}' })
    if (part === 'path') url.pathname = `${path}/`
    if (part === 'query') url.searchParams.set('Qualifier', '1')
    const sent = part === 'header' ? { 'x-amz-client-context': 'e30K' } : headers
    expect(await post(url, { headers: sent, body: part === 'body' ? '[]' : '{}' })).toEqual([
      403,
      'InvalidSignatureException',
      expect.stringContaining('The request signature we calculated does not match'),
    ])
  })

  it('is refused with a signature of another length', async () => {
    const url = await presign({})
    url.searchParams.set('X-Amz-Signature', 'é')
    expect((await post(url)).slice(0, 2)).toEqual([403, 'InvalidSignatureException'])
  })
})

describe('the connection of a client', () => {
  async function send(text: string): Promise<string> {
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

  it('is closed with 431 after headers of more than 16 KB', async () => {
    expect(await send(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431/,
    )
  })

  it('is closed with 408 after headers that do not end within 10 s', async () => {
    expect(await send('GET / HTTP/1.1\r\nHost: localhost\r\n')).toMatch(/^HTTP\/1\.1 408/)
  })
})

describe('a runtime bound to every address', () => {
  it('accepts addresses and local names as Host, but no other name', async () => {
    const open = await startLocalRuntime({ host: '0.0.0.0' })
    const port = new URL(open.endpoint).port
    const statusFor = async (Host: string) =>
      (await raw(`http://127.0.0.1:${port}`, 'GET', '/2015-03-31/functions', { headers: { Host } })).status
    expect([
      await statusFor(`10.1.2.3:${port}`),
      await statusFor('localhost'),
      await statusFor('evil.example'),
    ]).toEqual([200, 200, 403])
    await open.close()
  })
})

describe('a body that is expensive to parse', () => {
  const functions = '/2015-03-31/functions'
  const refused = { status: 400, text: expect.stringContaining('Could not parse request body into json') }
  const brackets = (bytes: number, unit: string) => unit.repeat(bytes / unit.length)

  it.each([{ unit: '[' }, { unit: '{"a":' }, { unit: '[],' }])(
    'is refused by Invoke, which then accepts the next one: 6 MiB of $unit',
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
    'is refused by CreateFunction: 12 MB of $unit',
    async ({ unit }) => {
      const open = await startLocalRuntime({ functions: {} })
      try {
        const answer = await raw(open.endpoint, 'POST', functions, {
          body: `{"Code":[${brackets(12_000_000, unit)}1]}`,
        })
        expect(answer).toMatchObject(refused)
        const string = await raw(open.endpoint, 'POST', functions, { body: `{"Code":"${'\\n'.repeat(6_000_000)}` })
        expect(string).toMatchObject({
          ...refused,
          text: expect.stringContaining('Unexpected end-of-input in VALUE_STRING'),
        })
      } finally {
        await open.close()
      }
    },
  )

  it('lets other requests be served while 6 MB are checked', async () => {
    const open = await startLocalRuntime({ functions: { echo: { file, exportName: 'echo' } } })
    try {
      let answered = false
      const large = raw(open.endpoint, 'POST', `${functions}/echo/invocations`, { body: `[${'[],'.repeat(2_000_000)}` })
      const done = large.then(() => {
        answered = true
      })
      let served = 0
      for (; !answered; served += 1) await raw(open.endpoint, 'GET', '/_async-invoke/health')
      await done
      expect(await large).toMatchObject(refused)
      expect(served).toBeGreaterThan(3)
    } finally {
      await open.close()
    }
  })
})
