import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Invoke } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { createEmulatorInvoker, createHttpInvoker, type HttpInvokerOptions, InvokerError } from '../src/http.ts'
import { createLambdaInvoker } from '../src/lambda.ts'
import { attemptOf, shown } from './attempts.ts'
import { bodyOf, serve, unusedAddress } from './servers.ts'

/** An invoker of an endpoint that answers each request like this. */
async function answering(
  answer: { status?: number; headers?: Record<string, string>; body?: string },
  options: Partial<HttpInvokerOptions> = {},
): Promise<Invoke> {
  const url = await serve((_, response) => {
    response.writeHead(answer.status ?? 200, answer.headers)
    response.end(answer.body ?? '')
  })
  return createHttpInvoker({ url, ...options })
}

describe('createHttpInvoker', () => {
  it('posts the bytes of the event, with headers named after those of the Runtime API', async () => {
    const seen: unknown[] = []
    const url = await serve(async (request, response) => {
      seen.push([request.method, request.url, await bodyOf(request), request.headers])
      response.end('{"n": 1.50}')
    })
    const invoke = createHttpInvoker({ url: `${url}/run/{function}`, headers: { Authorization: 'Bearer t' } })
    const deadlineMs = Date.now() + 60_000
    const attempt = attemptOf('{"n": 1.50}', { traceHeader: 'Root=1', tenantId: 'Zoë', version: '7', deadlineMs })
    expect(new TextDecoder().decode((await invoke(attempt)).payload)).toBe('{"n": 1.50}')
    expect(seen).toEqual([
      [
        'POST',
        '/run/orders',
        '{"n": 1.50}',
        expect.objectContaining({
          authorization: 'Bearer t',
          'content-type': 'application/json',
          'lambda-runtime-aws-request-id': 'event-1',
          'lambda-runtime-function-name': 'orders',
          'lambda-runtime-function-version': '7',
          'lambda-runtime-attempt': '2',
          'lambda-runtime-tenant-id': 'Zo%C3%AB',
          'x-amzn-trace-id': 'Root=1',
        }),
      ],
    ])
    const [, , , headers] = seen[0] as [string, string, string, Record<string, string>]
    expect(Math.abs(Number(headers['lambda-runtime-deadline-ms']) - deadlineMs)).toBeLessThan(5_000)
  })

  it('uses a connection again, waits for a run that takes longer, and closes one that is idle', async () => {
    const sockets = new Set<Socket>()
    const runMs = [0, 0, 1_500]
    const url = await serve(async (request, response) => {
      sockets.add(request.socket)
      await setTimeout(runMs.shift() ?? 0)
      // Without the hint of when this server closes the connection.
      response.writeHead(200, { Connection: 'keep-alive' }).end()
    })
    const invoke = createHttpInvoker({ url })
    for (let run = 0; run < 3; run += 1) expect((await invoke(attemptOf('{}'))).outcome).toBe('success')
    expect(sockets.size).toBe(1)
    const [socket] = sockets
    const closedBy = await Promise.race(
      ['end', 'close'].map((event) => once(socket as Socket, event).then(() => event)),
    )
    expect(closedBy).toBe('end')
  })

  it.each([Number.POSITIVE_INFINITY, 2 ** 31, 2 ** 40])('waits for a run that may take %s ms', async (runMs) => {
    const deadlines: number[] = []
    const url = await serve(async (request, response) => {
      deadlines.push(Number(request.headers['lambda-runtime-deadline-ms']))
      await setTimeout(50)
      response.end('1')
    })
    const invoke = createHttpInvoker({ url, timeoutMs: runMs })
    for (const given of [{}, { deadlineMs: Date.now() + runMs }])
      expect((await invoke(attemptOf('{}', given))).outcome).toBe('success')
    for (const deadline of deadlines) expect(deadline - Date.now()).toBeGreaterThan(1_900_000_000)
  })

  it.each([
    { options: { timeoutMs: Number.NaN }, message: 'timeoutMs is NaN, not a positive number' },
    { options: { timeoutMs: 0 }, message: 'timeoutMs is 0, not a positive number' },
    { options: { timeoutMs: '5' as unknown as number }, message: 'timeoutMs is 5, not a positive number' },
    {
      options: { unknownOutcome: 'system_error' as 'run' },
      message: 'unknownOutcome is system_error, neither run nor system-error',
    },
  ])('refuses $options, as all invokers do', async ({ options, message }) => {
    const refused = new InvokerError('invalid-options', message)
    expect(() => createHttpInvoker({ url: 'http://127.0.0.1:9', ...options })).toThrow(refused)
    expect(() => createEmulatorInvoker({ endpoints: ['http://127.0.0.1:9'], ...options })).toThrow(refused)
    await expect(createLambdaInvoker(options)).rejects.toThrow(refused)
  })

  const error = '{"errorType":"Error","errorMessage":"no"}'
  it.each([
    { status: 200, body: '1', expected: { outcome: 'success', executedVersion: '$LATEST', payload: 1 } },
    { status: 204, expected: { outcome: 'success', executedVersion: '$LATEST' } },
    {
      status: 200,
      headers: { 'X-Amz-Function-Error': 'Unhandled', 'X-Amz-Executed-Version': '9' },
      body: error,
      expected: { outcome: 'functionError', executedVersion: '9', payload: JSON.parse(error) },
    },
    {
      status: 500,
      body: error,
      expected: { outcome: 'functionError', executedVersion: '$LATEST', payload: JSON.parse(error) },
    },
    { status: 404, expected: { outcome: 'notFound' } },
    { status: 429, expected: { outcome: 'throttle' } },
    { status: 302, headers: { Location: '/' }, expected: { outcome: 'systemError', statusCode: 302 } },
    { status: 401, expected: { outcome: 'systemError', statusCode: 401 } },
    { status: 503, expected: { outcome: 'systemError', statusCode: 503 } },
    {
      status: 400,
      body: '{"message":"no orderId"}',
      expected: { outcome: 'refused', statusCode: 400, errorMessage: 'no orderId' },
    },
    {
      status: 403,
      body: 'not for you\n',
      expected: { outcome: 'refused', statusCode: 403, errorMessage: 'not for you' },
    },
    { status: 413, expected: { outcome: 'refused', statusCode: 413, errorMessage: 'The endpoint answered 413.' } },
    { status: 415, body: '[]', expected: { outcome: 'refused', statusCode: 415, errorMessage: '[]' } },
  ])('calls $status $headers $body $expected.outcome (TRM-5)', async ({ expected, ...answer }) => {
    const invoke = await answering(answer)
    expect(shown(await invoke(attemptOf({})))).toEqual(expected)
  })

  it.each([
    { name: 'at', size: 6_291_556, outcome: 'success' },
    { name: 'over', size: 6_291_557, outcome: 'functionError' },
  ])("calls a response $name Lambda's limit $outcome (RUN-7)", async ({ size, outcome }) => {
    const invoke = await answering({ body: '1'.repeat(size) })
    const result = await invoke(attemptOf({}))
    expect(result.outcome).toBe(outcome)
    if (outcome === 'functionError')
      expect(shown(result)).toMatchObject({ payload: { errorType: 'Function.ResponseSizeTooLarge' } })
  })

  it('ends a run at the deadline of its attempt with the error of a timeout (REC-5)', async () => {
    let closed: Promise<unknown> | undefined
    const url = await serve((request) => {
      closed = new Promise((resolve) => request.socket.once('close', resolve))
    })
    const result = await createHttpInvoker({ url })(attemptOf({}, { deadlineMs: Date.now() + 200 }))
    expect(shown(result)).toMatchObject({
      outcome: 'functionError',
      payload: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/^RequestId: event-1 Error: Task timed out after 0\.\d\d seconds$/),
      },
    })
    await closed
  })

  it.each([
    { unknownOutcome: 'run', outcome: 'functionError' },
    { unknownOutcome: 'system-error', outcome: 'systemError' },
  ] as const)(
    'calls a connection that breaks $outcome if unknownOutcome is $unknownOutcome',
    async ({ unknownOutcome, outcome }) => {
      const whole = await serve((request) => request.socket.destroy())
      const half = await serve((_, response) => {
        response.writeHead(200, { 'Content-Length': '9' })
        response.write('"half', () => response.socket?.destroy())
      })
      for (const url of [whole, half])
        expect((await createHttpInvoker({ url, unknownOutcome })(attemptOf({}))).outcome).toBe(outcome)
    },
  )

  it('rejects if there is no connection, since nothing has run', async () => {
    const invoke = createHttpInvoker({ url: await unusedAddress() })
    await expect(invoke(attemptOf({}))).rejects.toThrow('ECONNREFUSED')
  })

  it('closes the connection when the attempt is aborted, and rejects with its reason', async () => {
    const controller = new AbortController()
    const reason = new Error('the lease was lost')
    const url = await serve(() => controller.abort(reason))
    await expect(createHttpInvoker({ url })(attemptOf({}, { signal: controller.signal }))).rejects.toBe(reason)
  })

  it.each(['{fn}', '{Function}', '{', '{{function}}', '{function}/{}'])('refuses the place %s', (place) => {
    const url = `http://127.0.0.1:1/events/${place}`
    expect(() => createHttpInvoker({ url })).toThrow(/^url has \{.*; only \{function\} in it stands for something$/)
  })

  it('keeps the name of a function within its part of the path', async () => {
    const paths: unknown[] = []
    const url = await serve((request, response) => {
      paths.push(request.url)
      response.end()
    })
    const invoke = createHttpInvoker({ url: `${url}/events/{function}` })
    const call = (functionName: string) => invoke(attemptOf({}, { reference: { functionName } }))
    for (const name of ['.', '..']) expect(await call(name)).toEqual({ outcome: 'notFound' })
    for (const name of ['...', 'a.b', '.a', 'a/..', '?', '$&']) await call(name)
    expect(paths).toEqual(['...', 'a.b', '.a', 'a%2F..', '%3F', '%24%26'].map((name) => `/events/${name}`))
  })

  it.each(['', 'orders', 'ftp://127.0.0.1', 'file:///tmp/x'])('refuses the address %j', (url) => {
    expect(() => createHttpInvoker({ url })).toThrow(`url is ${JSON.stringify(url)}, not an http or https address`)
  })
})
