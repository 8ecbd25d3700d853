import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const invocations = '/2015-03-31/functions/echo/invocations'

let runtime: LocalRuntime

beforeAll(async () => {
  runtime = await startLocalRuntime({ functions: { echo: { file, exportName: 'echo' } } })
})
afterAll(() => runtime.close())

/** Sends each part once the previous one is answered, and returns everything received until `enough` is true. */
async function exchange(parts: readonly string[], enough: (answer: string) => boolean): Promise<string> {
  const socket = connect(Number(new URL(runtime.endpoint).port), '127.0.0.1')
  let answer = ''
  let sent = 0
  socket.on('data', (bytes) => {
    answer += bytes.toString()
    const next = parts[sent]
    if (next !== undefined) socket.write(next)
    sent += 1
    if (enough(answer)) socket.end()
  })
  await once(socket, 'connect')
  socket.write(parts[0] ?? '')
  sent = 1
  await once(socket, 'close')
  return answer
}

const post = (path: string, body: string, headers = ''): string =>
  `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`

describe('an unknown path or method', () => {
  it.each([
    { method: 'GET', path: '/' },
    { method: 'GET', path: invocations },
    { method: 'POST', path: '/2015-03-31/functions//invocations' },
    { method: 'POST', path: '//2015-03-31/functions/echo/invocations' },
    { method: 'POST', path: '/2015-03-31/functions/echo' },
  ])("gets the service's 403, which is not JSON: $method $path", async ({ method, path }) => {
    const { status, headers, text } = await raw(runtime.endpoint, method, path)
    expect([status, headers['content-type'], headers['content-length']]).toEqual([403, undefined, '130'])
    expect(text).toBe(
      '<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>\n',
    )
  })
})

describe('a request', () => {
  it.each([
    '/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Aecho/invocations',
    '/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:echo/invocations',
    '/2015-03-31/functions/%65cho/invocations?Qualifier=%24LATEST',
    '/2015-03-31/functions/echo/invocations/',
  ])('is accepted on the path %s', async (path) => {
    const { status, text } = await raw(runtime.endpoint, 'POST', path, { body: '{"a":1}' })
    expect([status, JSON.parse(text).event]).toEqual([200, { a: 1 }])
  })

  it('is accepted in chunks', async () => {
    const chunks = '4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n'
    const head = `POST ${invocations} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n`
    expect(await exchange([head + chunks], (answer) => answer.includes('"event":{"a":1}'))).toMatch(/^HTTP\/1.1 200/)
  })

  it('is accepted with Expect: 100-continue', async () => {
    const head = `POST ${invocations} HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 7\r\n\r\n`
    const answer = await exchange([head, '{"a":1}'], (text) => text.includes('"event":{"a":1}'))
    expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200/)
  })

  it.each(['close', 'keep-alive'])(
    'is answered to a client that has closed its side, with Connection: %s',
    async (connection) => {
      const socket = connect(Number(new URL(runtime.endpoint).port), '127.0.0.1')
      let answer = ''
      socket.on('data', (bytes) => {
        answer += bytes.toString()
      })
      socket.end(post(invocations, '{"a":1}', `Connection: ${connection}\r\n`))
      await once(socket, 'close')
      expect(answer).toMatch(/^HTTP\/1.1 200.*"event":\{"a":1\}/s)
    },
  )

  it('is accepted in a pipeline with a refused one', async () => {
    const refused = post('/2015-03-31/functions/nobody/invocations', '{}')
    const all = post(invocations, '{"a":1}') + refused + post(invocations, '{"a":2}')
    const answer = await exchange([all], (text) => text.includes('"event":{"a":2}'))
    expect([...answer.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '404', '200'])
  })
})

describe('a synchronous payload', () => {
  it('is refused above 6,291,456 bytes', async () => {
    const payload = (length: number): string => JSON.stringify('x'.repeat(length - 2))
    expect((await raw(runtime.endpoint, 'POST', invocations, { body: payload(6_000_000) })).status).toBe(200)
    const { status, headers, text } = await raw(runtime.endpoint, 'POST', invocations, { body: payload(6_291_457) })
    expect([status, headers['x-amzn-errortype'], JSON.parse(text).Message]).toEqual([
      413,
      'RequestEntityTooLargeException',
      'Request must be smaller than 6291456 bytes for the InvokeFunction operation',
    ])
  })
})

describe('a body that arrives after its request was refused', () => {
  const missing = '/2015-03-31/functions/missing/invocations'
  const head = (length: string): string => `POST ${missing} HTTP/1.1\r\nHost: 127.0.0.1\r\n${length}\r\n\r\n`
  const statuses = (answer: string): readonly string[] => answer.match(/HTTP\/1\.1 \d+/g) ?? []

  it('is drained, and the connection stays open', async () => {
    const body = 'x'.repeat(300_000)
    const parts = [head(`Content-Length: ${body.length}`), body + post(invocations, '{}')]
    const answer = await exchange(parts, (found) => statuses(found).length === 2)
    expect(statuses(answer)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 200'])
  })

  it.each(['Transfer-Encoding: chunked', 'Content-Length: 100000000'])(
    'closes the connection with %s',
    async (length) => {
      const answer = await exchange([head(length)], () => false)
      expect(statuses(answer)).toEqual(['HTTP/1.1 404'])
      expect(answer).toContain('\r\nConnection: close\r\n')
    },
  )
})

describe('the headers of a response', () => {
  it('are exactly those of the service (INV-7)', async () => {
    const headers = { 'X-Amz-Invocation-Type': 'Event', Connection: 'keep-alive' }
    const { headers: answered } = await raw(runtime.endpoint, 'POST', invocations, { body: '{}', headers })
    expect(Object.keys(answered).sort()).toEqual([
      ...['connection', 'content-length', 'date'],
      ...['x-amzn-remapped-content-length', 'x-amzn-requestid', 'x-amzn-trace-id'],
    ])
    expect(answered.connection).toBe('keep-alive')
  })

  it('close the connection if the request does', async () => {
    const { headers } = await raw(runtime.endpoint, 'POST', invocations, {
      body: '{}',
      headers: { Connection: 'close' },
    })
    expect(headers.connection).toBe('close')
  })
})

describe('Invoke', () => {
  const invoke = async (headers: Record<string, string>) => {
    const {
      status,
      headers: answered,
      text,
    } = await raw(runtime.endpoint, 'POST', invocations, { body: '{}', headers })
    return [status, answered['x-amzn-errortype'], JSON.parse(text)]
  }
  const clientContext = (text: string) => ({ 'X-Amz-Client-Context': Buffer.from(text).toString('base64') })

  it('refuses a log type other than None and Tail', async () => {
    const message =
      "1 validation error detected: Value 'Head' at 'logType' failed to satisfy constraint: Member must satisfy enum value set: [None, Tail]"
    expect(await invoke({ 'X-Amz-Log-Type': 'Head' })).toEqual([400, 'ValidationException', { message }])
    expect((await invoke({ 'X-Amz-Log-Type': 'None' }))[0]).toBe(200)
  })

  it.each([{ 'X-Amz-Client-Context': 'string' }, clientContext('1'), clientContext('{')])(
    'refuses a client context that is not a JSON object in base64: %j',
    async (headers) => {
      const message = 'Client context must be a valid Base64-encoded JSON object.'
      expect(await invoke(headers)).toEqual([400, 'InvalidRequestContentException', { Type: 'User', message }])
    },
  )

  it('refuses a client context of more than 3,583 bytes', async () => {
    const longest = `{"custom":{"a":"${'a'.repeat(2_666)}"}}`
    expect(clientContext(longest)['X-Amz-Client-Context'].length).toBe(3_580)
    expect((await invoke(clientContext(longest)))[0]).toBe(200)
    expect((await invoke(clientContext(longest.replace('a"}', 'aaa"}'))))[1]).toBe('InvalidRequestContentException')
  })
})
