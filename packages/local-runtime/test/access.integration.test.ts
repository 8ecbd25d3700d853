import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const functions = { echo: { file, exportName: 'echo' } }
const invocations = '/2015-03-31/functions/echo/invocations'
const control = '/_async-invoke/'
const tokenOf = (page: string): string => /name="async-invoke-token" content="([0-9a-f]{32})"/.exec(page)?.[1] ?? ''

describe('the control API of an open runtime', () => {
  let runtime: LocalRuntime

  beforeAll(async () => {
    runtime = await startLocalRuntime({ functions, allowedOrigins: ['http://localhost:3000'] })
  })
  afterAll(() => runtime.close())

  it('answers clients of this machine, and its own page with the token of its document', async () => {
    expect(runtime.pageUrl).toBe(`${runtime.endpoint}${control}`)
    expect(await raw(runtime.endpoint, 'GET', `${control}inbox`)).toMatchObject({ status: 200 })
    const page = await raw(runtime.endpoint, 'GET', control)
    expect(page.headers['cache-control']).toBe('no-store')
    const own = { Origin: runtime.endpoint }
    expect(await raw(runtime.endpoint, 'DELETE', `${control}inbox`, { headers: own })).toMatchObject({ status: 403 })
    const headers = { ...own, 'X-Async-Invoke-Token': tokenOf(page.text) }
    expect(await raw(runtime.endpoint, 'DELETE', `${control}inbox`, { headers })).toMatchObject({ status: 204 })
  })

  it('draws another token for each runtime', async () => {
    const other = await startLocalRuntime({ functions })
    const tokens = [runtime, other].map(async ({ endpoint }) => tokenOf((await raw(endpoint, 'GET', control)).text))
    const [first, second] = await Promise.all(tokens)
    expect(first).toHaveLength(32)
    expect(first).not.toBe(second)
    await other.close()
  })

  it('lets pages of allowed origins ask, send and read', async () => {
    const Origin = 'http://localhost:3000'
    const asked = { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization' }
    const preflight = await raw(runtime.endpoint, 'OPTIONS', invocations, { headers: { Origin, ...asked } })
    expect(preflight).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': Origin,
        'access-control-allow-methods': expect.stringContaining('POST'),
        'access-control-allow-headers': 'authorization',
      },
    })
    for (const path of [invocations, '/2015-03-31/functions/missing/invocations']) {
      const answer = await raw(runtime.endpoint, 'POST', path, { body: '{}', headers: { Origin } })
      expect(answer.headers).toMatchObject({ 'access-control-allow-origin': Origin, vary: 'Origin' })
    }
  })

  it.each(['http://localhost:3001', 'https://localhost:3000', 'http://127.0.0.1:3000', 'http://localhost:3000.evil'])(
    'refuses pages of %s, before and after a preflight',
    async (Origin) => {
      const headers = { Origin, 'Access-Control-Request-Method': 'POST' }
      for (const method of ['OPTIONS', 'POST'])
        for (const path of [invocations, '/2015-03-31/functions', `${control}clock`]) {
          const refused = await raw(runtime.endpoint, method, path, { headers })
          expect(refused.status).toBe(403)
          expect(refused.headers).not.toHaveProperty('access-control-allow-origin')
        }
    },
  )
})

describe.each([
  { protectedBy: 'signing keys', options: { signingKeys: { accessKeyId: 'AKID', secretAccessKey: 'secret' } } },
  { protectedBy: 'a host beyond this machine', options: { host: '0.0.0.0' } },
])('the control API of a runtime with $protectedBy', ({ options }) => {
  let runtime: LocalRuntime
  let endpoint: string
  let token: string

  beforeAll(async () => {
    runtime = await startLocalRuntime({ functions, ...options })
    endpoint = `http://127.0.0.1:${new URL(runtime.endpoint).port}`
    token = new URL(runtime.pageUrl).searchParams.get('token') ?? ''
  })
  afterAll(() => runtime.close())

  it.each([
    { method: 'GET', path: '' },
    { method: 'GET', path: '?token=' },
    { method: 'GET', path: `?token=${'0'.repeat(32)}` },
    { method: 'GET', path: 'inbox' },
    { method: 'DELETE', path: 'inbox' },
    { method: 'GET', path: 'events' },
    { method: 'GET', path: 'logs/echo' },
    { method: 'POST', path: 'clock' },
    { method: 'GET', path: 'health/../inbox' },
    { method: 'GET', path: 'page/..%2finbox' },
  ])('refuses $method $path without a token', async ({ method, path }) => {
    const refused = await raw(endpoint, method, `${control}${path}`)
    expect([403, 404]).toContain(refused.status)
    expect(refused.text).not.toContain('"messages"')
  })

  it('serves health and the files of the page to everyone', async () => {
    for (const path of ['health', 'page/styles/base.css'])
      expect(await raw(endpoint, 'GET', `${control}${path}`)).toMatchObject({ status: 200 })
  })

  it('serves everything with the token', async () => {
    expect(token).toHaveLength(32)
    const page = await raw(endpoint, 'GET', `${control}?token=${token}`)
    expect(tokenOf(page.text)).toBe(token)
    const headers = { 'X-Async-Invoke-Token': token }
    expect(await raw(endpoint, 'GET', `${control}inbox`, { headers })).toMatchObject({ status: 200 })
    // In a query, the token opens the page alone.
    expect(await raw(endpoint, 'GET', `${control}inbox?token=${token}`)).toMatchObject({ status: 403 })
  })
})

describe('a body that is too large for its signature to be checked', () => {
  const scope = (service: string) =>
    `Authorization: AWS4-HMAC-SHA256 Credential=a/20261129/us-east-1/${service}/aws4_request\r\n`
  it.each([
    { request: 'GET /2015-03-31/functions/', headers: '' },
    { request: 'GET /2015-03-31/functions/echo', headers: scope('lambda') },
    { request: 'DELETE /2015-03-31/functions/echo', headers: '' },
    { request: 'DELETE /2017-10-31/functions/echo/concurrency', headers: '' },
    { request: `POST ${invocations}`, headers: 'X-Amz-Invocation-Type: DryRun\r\n' },
    { request: `GET ${control}inbox`, headers: 'Authorization: x\r\n' },
    { request: `DELETE ${control}inbox`, headers: 'Authorization: x\r\n' },
    { request: 'GET /schedules', headers: scope('scheduler') },
  ])('is refused: $request', async ({ request, headers }) => {
    const signingKeys = { accessKeyId: 'AKID', secretAccessKey: 'secret' }
    const runtime = await startLocalRuntime({ functions, signingKeys })
    try {
      const socket = connect(Number(new URL(runtime.endpoint).port), '127.0.0.1')
      socket.write(`${request} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}Content-Length: 80000000\r\n\r\n{}`)
      const [answer] = await once(socket, 'data')
      socket.destroy()
      expect(String(answer)).toMatch(/^HTTP\/1.1 413 .*Request must be smaller than 70167211 bytes/s)
    } finally {
      await runtime.close()
    }
  })
})

describe('a body that is larger than any operation accepts', () => {
  let runtime: LocalRuntime

  beforeAll(async () => {
    runtime = await startLocalRuntime({ functions })
  })
  afterAll(() => runtime.close())

  /** Sends a whole body before it reads the answer, as many clients do. */
  async function sendThenRead(path: string, megabytes: number, headers: string): Promise<string> {
    const { hostname, port } = new URL(runtime.endpoint)
    const socket = connect(Number(port), hostname)
    const failed = once(socket, 'error').then(([error]) => Promise.reject(error))
    failed.catch(() => {})
    socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\n`)
    const megabyte = Buffer.alloc(1_048_576, 'x')
    const chunked = headers.startsWith('Transfer-Encoding')
    for (let sent = 0; sent < megabytes; sent += 1) {
      if (chunked) socket.write('100000\r\n')
      const written = new Promise<void>((resolve) => socket.write(megabyte, () => resolve()))
      await Promise.race([written, failed])
      if (chunked) socket.write('\r\n')
    }
    if (chunked) socket.write('0\r\n\r\n')
    let answer = ''
    socket.on('data', (bytes) => {
      answer += bytes.toString()
    })
    await Promise.race([once(socket, 'close'), failed])
    return answer
  }

  it.each([
    { operation: 'CreateFunction', path: '/2015-03-31/functions', status: 413 },
    { operation: 'Invoke', path: invocations, status: 413 },
    { operation: 'an unknown operation', path: '/nothing', status: 403 },
  ])('is answered so that the client can read it: $operation', async ({ path, status }) => {
    const declared = await sendThenRead(path, 72, `Content-Length: ${72 * 1_048_576}\r\n`)
    expect(declared).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    const chunked = await sendThenRead(path, 72, 'Transfer-Encoding: chunked\r\n')
    expect(chunked).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })
})
