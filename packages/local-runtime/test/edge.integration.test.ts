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

/** What comes back for bytes as they are, until `enough` says that it is all. */
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

describe('a path or method that the service does not know', () => {
  it.each([
    ['GET', '/'],
    ['GET', invocations],
    ['POST', '/2015-03-31/functions//invocations'],
    ['POST', '//2015-03-31/functions/echo/invocations'],
    ['POST', '/2015-03-31/functions/echo'],
  ])('%s %s is answered as the service does, without JSON', async (method, path) => {
    const { status, headers, text } = await raw(runtime.endpoint, method, path)
    expect([status, headers['content-type'], headers['content-length']]).toEqual([403, undefined, '130'])
    expect(text).toBe(
      '<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>\n',
    )
  })
})

describe('every way in which a client may write a request', () => {
  it.each([
    '/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Aecho/invocations',
    '/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:echo/invocations',
    '/2015-03-31/functions/%65cho/invocations?Qualifier=%24LATEST',
    '/2015-03-31/functions/echo/invocations/',
  ])('%s', async (path) => {
    const { status, text } = await raw(runtime.endpoint, 'POST', path, { body: '{"a":1}' })
    expect([status, JSON.parse(text).event]).toEqual([200, { a: 1 }])
  })

  it('in chunks', async () => {
    const chunks = '4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n'
    const head = `POST ${invocations} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n`
    expect(await exchange([head + chunks], (answer) => answer.includes('"event":{"a":1}'))).toMatch(/^HTTP\/1.1 200/)
  })

  it('asking before it sends its body', async () => {
    const head = `POST ${invocations} HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 7\r\n\r\n`
    const answer = await exchange([head, '{"a":1}'], (text) => text.includes('"event":{"a":1}'))
    expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200/)
  })

  it('one behind the other without waiting, a refused one among them', async () => {
    const refused = post('/2015-03-31/functions/nobody/invocations', '{}')
    const all = post(invocations, '{"a":1}') + refused + post(invocations, '{"a":2}')
    const answer = await exchange([all], (text) => text.includes('"event":{"a":2}'))
    expect([...answer.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '404', '200'])
  })
})

describe('a synchronous request over 6 MB', () => {
  it('is refused by its limit', async () => {
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

describe('a body that comes after its request was refused', () => {
  const missing = '/2015-03-31/functions/missing/invocations'
  const head = (length: string): string => `POST ${missing} HTTP/1.1\r\nHost: 127.0.0.1\r\n${length}\r\n\r\n`
  const statuses = (answer: string): readonly string[] => answer.match(/HTTP\/1\.1 \d+/g) ?? []

  it('is taken off the connection, which goes on', async () => {
    const body = 'x'.repeat(300_000)
    const parts = [head(`Content-Length: ${body.length}`), body + post(invocations, '{}')]
    const answer = await exchange(parts, (found) => statuses(found).length === 2)
    expect(statuses(answer)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 200'])
  })

  it.each(['Transfer-Encoding: chunked', 'Content-Length: 100000000'])('of %s ends the connection', async (length) => {
    const answer = await exchange([head(length)], () => false)
    expect(statuses(answer)).toEqual(['HTTP/1.1 404'])
    expect(answer).toContain('\r\nConnection: close\r\n')
  })
})

describe('headers of an answer', () => {
  it('are those of the service, and no others (INV-7)', async () => {
    const headers = { 'X-Amz-Invocation-Type': 'Event', Connection: 'keep-alive' }
    const { headers: answered } = await raw(runtime.endpoint, 'POST', invocations, { body: '{}', headers })
    expect(Object.keys(answered).sort()).toEqual([
      ...['connection', 'content-length', 'date'],
      ...['x-amzn-remapped-content-length', 'x-amzn-requestid', 'x-amzn-trace-id'],
    ])
    expect(answered.connection).toBe('keep-alive')
  })

  it('end the connection where the client asks for it', async () => {
    const { headers } = await raw(runtime.endpoint, 'POST', invocations, {
      body: '{}',
      headers: { Connection: 'close' },
    })
    expect(headers.connection).toBe('close')
  })
})

describe('headers of Invoke', () => {
  const invoke = async (headers: Record<string, string>) => {
    const {
      status,
      headers: answered,
      text,
    } = await raw(runtime.endpoint, 'POST', invocations, { body: '{}', headers })
    return [status, answered['x-amzn-errortype'], JSON.parse(text)]
  }
  const clientContext = (text: string) => ({ 'X-Amz-Client-Context': Buffer.from(text).toString('base64') })

  it('a log type is None or Tail', async () => {
    const message =
      "1 validation error detected: Value 'Head' at 'logType' failed to satisfy constraint: Member must satisfy enum value set: [None, Tail]"
    expect(await invoke({ 'X-Amz-Log-Type': 'Head' })).toEqual([400, 'ValidationException', { message }])
    expect((await invoke({ 'X-Amz-Log-Type': 'None' }))[0]).toBe(200)
  })

  it.each([{ 'X-Amz-Client-Context': 'string' }, clientContext('1'), clientContext('{')])(
    'a client context is an object: %j',
    async (headers) => {
      const message = 'Client context must be a valid Base64-encoded JSON object.'
      expect(await invoke(headers)).toEqual([400, 'InvalidRequestContentException', { Type: 'User', message }])
    },
  )

  it('a client context has 3,583 bytes at most', async () => {
    const longest = `{"custom":{"a":"${'a'.repeat(2_666)}"}}`
    expect(clientContext(longest)['X-Amz-Client-Context'].length).toBe(3_580)
    expect((await invoke(clientContext(longest)))[0]).toBe(200)
    expect((await invoke(clientContext(longest.replace('a"}', 'aaa"}'))))[1]).toBe('InvalidRequestContentException')
  })
})
