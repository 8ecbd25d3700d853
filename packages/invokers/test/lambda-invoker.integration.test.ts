import { createEngine, type Invoke } from '@async-invoke/engine'
import { type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLambdaInvoker, type LambdaInvokerOptions } from '../src/lambda.ts'
import { attemptOf, shown } from './attempts.ts'
import { serve, unusedAddress } from './servers.ts'

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const trace = 'Root=1-6917b4e0-0123456789abcdef01234567;Sampled=1'

function clientOf(endpoint: string, settings: LambdaClientConfig = {}): LambdaClient {
  return new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1, ...settings })
}

const invokerOf = (endpoint: string, options: LambdaInvokerOptions = {}): Promise<Invoke> =>
  createLambdaInvoker({ client: clientOf(endpoint), ...options })

describe('createLambdaInvoker', () => {
  let runtime: LocalRuntime
  let invoke: Invoke

  beforeAll(async () => {
    const file = new URL('handlers/orders.mjs', import.meta.url).pathname
    runtime = await startLocalRuntime({
      functions: { orders: { file, timeoutInSeconds: 1 }, closed: { file, reservedConcurrency: 0 } },
      onLine: () => {},
    })
    invoke = await invokerOf(runtime.endpoint)
  })
  afterAll(() => runtime?.close())

  it('runs the function and returns the bytes of its response', async () => {
    const result = await invoke(attemptOf('{"n": 1.50}'))
    expect(shown(result)).toMatchObject({
      outcome: 'success',
      executedVersion: '$LATEST',
      payload: { event: { n: 1.5 } },
    })
  })

  it('passes the id of the event and the attempt in the client context, and its trace as the header', async () => {
    const { payload } = shown(await invoke(attemptOf({}, { traceHeader: trace }))) as {
      payload: Record<string, unknown>
    }
    expect(payload).toMatchObject({
      custom: { requestId: 'event-1', attempt: '2' },
      trace: expect.stringContaining('Root=1-6917b4e0-0123456789abcdef01234567'),
    })
    expect(payload.requestId).not.toBe('event-1')
  })

  it('sends a trace header that a request cannot carry encoded', async () => {
    const result = await invoke(attemptOf({}, { traceHeader: `${trace};Own=漢\n` }))
    expect(shown(result)).toMatchObject({ outcome: 'success' })
  })

  it.each([
    { name: 'throws', payload: { throws: true }, error: { errorType: 'Error', errorMessage: 'no items' } },
    { name: 'exits', payload: { exits: true }, error: { errorType: 'Runtime.ExitError' } },
    { name: 'exceeds its timeout', payload: { sleeps: 60_000 }, error: { errorType: 'Sandbox.Timedout' } },
  ])('calls a function that $name a function error', async ({ payload, error }) => {
    expect(shown(await invoke(attemptOf(payload)))).toMatchObject({
      outcome: 'functionError',
      executedVersion: '$LATEST',
      payload: error,
    })
  })

  it.each([
    { name: 'a function that does not exist', given: { reference: { functionName: 'gone' } }, outcome: 'notFound' },
    { name: 'a version that does not exist', given: { version: '7' }, outcome: 'notFound' },
    { name: 'a function without a slot', given: { reference: { functionName: 'closed' } }, outcome: 'throttle' },
  ])('calls $name $outcome', async ({ given, outcome }) => {
    expect(await invoke(attemptOf({}, given))).toEqual({ outcome })
  })

  it("refuses a payload that Lambda cannot read for good, with Lambda's sentence (TRM-5)", async () => {
    expect(await invoke(attemptOf('not json'))).toEqual({
      outcome: 'refused',
      statusCode: 400,
      errorMessage: expect.stringContaining('Could not parse request body into json'),
    })
  })

  it('ends an event of an engine that Lambda refuses, with a dead letter (TRM-5)', async () => {
    const letters: unknown[] = []
    const engine = createEngine({
      functions: { orders: { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:123456789012:dead' } },
      invoke: (attempt) => invoke({ ...attempt, payload: new TextEncoder().encode('not json') }),
      deliverDeadLetter: async ({ attributes }) => {
        letters.push(attributes)
      },
    })
    await engine.accept('orders', {})
    await engine.drained()
    await engine.stop()
    expect(letters).toEqual([
      expect.objectContaining({ ErrorCode: 400, ErrorMessage: expect.stringContaining('Could not parse') }),
    ])
  })
})

describe('createLambdaInvoker, by the answer of the service,', () => {
  it.each([
    { status: 400, type: 'InvalidParameterValueException', outcome: 'refused' },
    { status: 403, type: 'AccessDeniedException', outcome: 'refused' },
    { status: 413, type: 'RequestTooLargeException', outcome: 'refused' },
    { status: 415, type: 'UnsupportedMediaTypeException', outcome: 'refused' },
    { status: 403, type: 'ExpiredTokenException', outcome: 'systemError' },
    { status: 403, type: 'InvalidSignatureException', outcome: 'systemError' },
    { status: 409, type: 'ResourceConflictException', outcome: 'systemError' },
    { status: 502, type: 'KMSAccessDeniedException', outcome: 'systemError' },
    { status: 500, type: 'ServiceException', outcome: 'systemError' },
    { status: 503, type: 'ServiceUnavailableException', outcome: 'systemError' },
  ])('calls $status $type: $outcome, after one request (TRM-5)', async ({ status, type, outcome }) => {
    let requests = 0
    const endpoint = await serve((_, response) => {
      requests += 1
      response.writeHead(status, { 'x-amzn-errortype': type, 'content-type': 'application/json' })
      response.end(JSON.stringify({ message: 'the sentence' }))
    })
    const invoke = await invokerOf(endpoint)
    const told = outcome === 'refused' ? { errorMessage: 'the sentence' } : {}
    expect(await invoke(attemptOf({}))).toEqual({ outcome, statusCode: status, ...told })
    expect(requests).toBe(1)
  })
})

describe('createLambdaInvoker without an answer', () => {
  const deaf = () => serve((request) => request.socket.destroy())

  it('calls it a run that failed, since the function may have run', async () => {
    const invoke = await invokerOf(await deaf())
    expect(shown(await invoke(attemptOf({}, { version: '7' })))).toEqual({
      outcome: 'functionError',
      executedVersion: '7',
      payload: {
        errorType: 'Invoker.AnswerLost',
        errorMessage: expect.stringMatching(/^The function may have run, but its answer was lost: ./),
      },
    })
  })

  it('calls it a system error if unknownOutcome says so', async () => {
    const invoke = await invokerOf(await deaf(), { unknownOutcome: 'system-error' })
    expect(await invoke(attemptOf({}))).toEqual({ outcome: 'systemError', statusCode: 500 })
  })

  it.each([
    { name: 'nothing listens', client: async () => clientOf(await unusedAddress()) },
    {
      name: 'there are no credentials',
      client: async () => clientOf(await unusedAddress(), { credentials: () => Promise.reject(new Error('none')) }),
    },
  ])('rejects if $name, since nothing has run', async ({ client }) => {
    const invoke = await createLambdaInvoker({ client: await client() })
    await expect(invoke(attemptOf({}))).rejects.toThrow()
  })

  it('ends a call with the signal of its attempt, whose reason it rejects with', async () => {
    const controller = new AbortController()
    const reason = new Error('the lease was lost')
    const invoke = await invokerOf(await serve(() => controller.abort(reason)))
    await expect(invoke(attemptOf({}, { signal: controller.signal }))).rejects.toBe(reason)
  })
})

describe('createLambdaInvoker, given a client,', () => {
  const endpoint = 'http://127.0.0.1:9'
  it.each([
    { settings: { maxAttempts: 3 }, code: 'retries', says: 'maxAttempts 3' },
    { settings: { requestHandler: { socketTimeout: 300_000 } }, code: 'timeout', says: 'socketTimeout 300000' },
    { settings: { requestHandler: { requestTimeout: 900_000 } }, code: 'timeout', says: 'requestTimeout 900000' },
  ])('refuses $settings, which would run an event twice', async ({ settings, code, says }) => {
    await expect(createLambdaInvoker({ client: clientOf(endpoint, settings) })).rejects.toMatchObject({
      name: 'InvokerError',
      code,
      message: expect.stringContaining(says),
    })
  })

  it('refuses the default of three tries', async () => {
    const client = new LambdaClient({ endpoint, region: 'us-east-1', credentials })
    await expect(createLambdaInvoker({ client })).rejects.toMatchObject({ code: 'retries' })
  })

  it('takes a time-out over the longest run', async () => {
    const client = clientOf(endpoint, { requestHandler: { socketTimeout: 30_001 } })
    await expect(createLambdaInvoker({ client, timeoutMs: 30_000 })).resolves.toBeTypeOf('function')
  })
})
