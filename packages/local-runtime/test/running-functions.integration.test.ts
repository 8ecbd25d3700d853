import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'

const handlers = (file: string): string => new URL(`./handlers/${file}`, import.meta.url).pathname
const orders = (exportName: string, timeoutInSeconds = 5) => ({
  file: handlers('orders.mjs'),
  exportName,
  timeoutInSeconds,
})

let runtime: LocalRuntime
let lambda: LambdaClient
const lines: string[] = []

beforeAll(async () => {
  const names = [
    ...['handler', 'echo', 'throws', 'throwsText', 'exits', 'exitsQuietly', 'killsItself', 'returnsNothing'],
    ...['neverSettles', 'large', 'logs', 'throwsLater', 'slow', 'pid', 'notAFunction', 'noSuchExport'],
  ]
  runtime = await startLocalRuntime({
    functions: {
      ...Object.fromEntries(names.map((name) => [name, orders(name)])),
      hangs: orders('hangs', 1),
      spins: orders('spins', 1),
      spinsLater: orders('spinsLater', 1),
      echo: { ...orders('echo'), environment: { TABLE: 'orders' } },
      'syntax-error': { file: handlers('syntax-error.mjs') },
      'missing-import': { file: handlers('missing-import.mjs') },
      'throws-at-init': { file: handlers('throws-at-init.mjs') },
      malformed: { directory: handlers('.'), handler: 'orders' },
      commonjs: { file: handlers('commonjs.cjs'), exportName: 'a-name' },
    },
    concurrency: 4,
    onLine: (functionName, line) => lines.push(`${functionName}: ${line}`),
  })
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
})

afterAll(async () => {
  lambda.destroy()
  await runtime.close()
})

async function invoke(FunctionName: string, event: unknown = {}) {
  const response = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }))
  const text = response.Payload?.transformToString() ?? ''
  const { StatusCode, ExecutedVersion, FunctionError, $metadata } = response
  return { StatusCode, ExecutedVersion, FunctionError, requestId: $metadata.requestId ?? '', payload: JSON.parse(text) }
}

describe('a function that succeeds', () => {
  it('returns its answer and the version that ran, without a function error', async () => {
    expect(await invoke('handler', { orderId: 'A-1001' })).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      FunctionError: undefined,
      payload: { status: 'ACCEPTED', orderId: 'A-1001' },
    })
  })

  it.each([
    { name: 'returnsNothing', payload: null },
    { name: 'commonjs', payload: 'from CommonJS' },
  ])('answers $payload from the handler $name', async ({ name, payload }) => {
    expect(await invoke(name)).toMatchObject({ FunctionError: undefined, payload })
  })

  it("receives Lambda's context and variables, and only PATH of this machine's (DSP-9)", async () => {
    const { payload, requestId } = await invoke('echo', { a: 1 })
    expect(payload.event).toEqual({ a: 1 })
    expect(payload.context).toMatchObject({
      awsRequestId: requestId,
      functionName: 'echo',
      functionVersion: '$LATEST',
      // No qualifier, since the caller gave none.
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:echo',
      memoryLimitInMB: '128',
    })
    expect(payload.context.remaining).toBeGreaterThan(3_000)
    expect(payload.context.remaining).toBeLessThanOrEqual(5_000)
    expect(payload.env).toMatchObject({ TABLE: 'orders', AWS_REGION: 'us-east-1', AWS_LAMBDA_FUNCTION_NAME: 'echo' })
    const trace = /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0$/
    expect(payload.env._X_AMZN_TRACE_ID).toMatch(trace)
    expect(Object.keys(payload.env).filter((name) => /VITEST|npm_|HOME|CI/.test(name))).toEqual([])
  })

  it('sees the qualifier of the call in its ARN', async () => {
    const { payload } = await invoke('echo:$LATEST')
    expect(payload.context.invokedFunctionArn).toBe('arn:aws:lambda:us-east-1:123456789012:function:echo:$LATEST')
  })

  it('stays warm for the next event', async () => {
    expect((await invoke('pid')).payload).toBe((await invoke('pid')).payload)
  })

  it('runs in another process after its warm one has exited', async () => {
    const first: number = (await invoke('pid')).payload
    process.kill(first, 'SIGKILL')
    const isGone = (): boolean => {
      try {
        return !process.kill(first, 0)
      } catch {
        return true
      }
    }
    await expect.poll(isGone).toBe(true)
    expect((await invoke('pid')).payload).not.toBe(first)
  })
})

describe('a function that fails (REC-5, RUN-7)', () => {
  it('returns its error with errorType, errorMessage and trace', async () => {
    const { FunctionError, StatusCode, payload } = await invoke('throws', { orderId: 'A-1002' })
    expect([StatusCode, FunctionError]).toEqual([200, 'Unhandled'])
    expect(Object.keys(payload)).toEqual(['errorType', 'errorMessage', 'trace'])
    expect(payload).toMatchObject({ errorType: 'ValidationError', errorMessage: 'Order A-1002 has no items' })
    expect(payload.trace[0]).toContain('Order A-1002 has no items')
  })

  it.each([
    { name: 'throwsText', errorType: 'string', errorMessage: 'just text', more: { trace: [] } },
    { name: 'throwsLater', errorType: 'Error', errorMessage: 'thrown outside of the promise' },
    {
      name: 'neverSettles',
      errorType: 'Runtime.NodeJsExit',
      errorMessage: expect.stringContaining('a Promise that was never settled'),
    },
    {
      name: 'noSuchExport',
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'orders.noSuchExport is undefined or not exported',
    },
    {
      name: 'notAFunction',
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'orders.notAFunction is not a function',
    },
    { name: 'malformed', errorType: 'Runtime.MalformedHandlerName', errorMessage: 'Bad handler' },
    {
      name: 'syntax-error',
      errorType: 'Runtime.UserCodeSyntaxError',
      errorMessage: expect.stringMatching(/^SyntaxError: /),
    },
    {
      // Only a package missing in a CommonJS module is a Runtime.ImportModuleError.
      name: 'missing-import',
      errorType: 'Error',
      errorMessage: expect.stringMatching(/^Cannot find package 'no-such-package-anywhere'/),
    },
    { name: 'throws-at-init', errorType: 'Error', errorMessage: 'no database' },
    {
      name: 'large',
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    },
  ])('returns the function error $errorType from $name', async ({ name, errorType, errorMessage, more = {} }) => {
    const payload = { errorType, errorMessage, ...more }
    expect(await invoke(name)).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled', payload })
  })

  it.each([
    { name: 'exits', message: 'Runtime exited with error: exit status 1' },
    { name: 'exitsQuietly', message: 'Runtime exited without providing a reason' },
    { name: 'killsItself', message: 'Runtime exited with error: signal: killed' },
  ])('returns a Runtime.ExitError from $name: $message', async ({ name, message }) => {
    const { payload, requestId, FunctionError } = await invoke(name)
    expect(FunctionError).toBe('Unhandled')
    expect(payload).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${requestId} Error: ${message}`,
    })
  })

  it.each(['hangs', 'spins'])(
    'kills %s at its timeout, and runs the next event in a new process (RTY-11)',
    async (name) => {
      for (let run = 0; run < 2; run += 1) {
        const { payload, requestId } = await invoke(name)
        expect(payload).toEqual({
          errorType: 'Sandbox.Timedout',
          errorMessage: `RequestId: ${requestId} Error: Task timed out after 1.00 seconds`,
        })
      }
    },
  )

  it('times out where the process is still busy with the last event, and runs the next event in a new one (RTY-11)', async () => {
    const first = await invoke('spinsLater', { spins: true })
    expect(first.payload).toBe(first.requestId)
    const { payload, requestId, FunctionError } = await invoke('spinsLater')
    expect([FunctionError, payload]).toEqual([
      'Unhandled',
      {
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: Task timed out after 1.00 seconds`,
      },
    ])
    expect(lines.filter((line) => line.includes(requestId))).toEqual([
      `spinsLater: START RequestId: ${requestId} Version: $LATEST`,
      expect.stringMatching(/ Task timed out after 1\.00 seconds$/),
      `spinsLater: END RequestId: ${requestId}`,
      expect.stringMatching(/\tDuration: 1\d\d\d\.\d+ ms\t.*\tStatus: timeout$/),
    ])
    expect((await invoke('spinsLater')).FunctionError).toBeUndefined()
  })

  it('logs the position of a syntax error', () => {
    expect(lines.join('\n')).toContain('syntax-error.mjs:4')
  })
})

describe('the local runtime', () => {
  it('throttles a synchronous call when no slot is free (FNC-8)', async () => {
    const calls = await Promise.allSettled(Array.from({ length: 5 }, () => invoke('slow')))
    const refused = calls.flatMap((call) => (call.status === 'rejected' ? [call.reason] : []))
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate Exceeded.',
      Reason: 'ConcurrentInvocationLimitExceeded',
      $metadata: { httpStatusCode: 429 },
    })
    const pids = calls.flatMap((call) => (call.status === 'fulfilled' ? [call.value.payload] : []))
    expect(new Set(pids).size).toBe(4)
  })

  it('leaves no process behind after close()', async () => {
    const other = await startLocalRuntime({ functions: { slow: orders('slow'), pid: orders('pid') } })
    const client = new LambdaClient({
      endpoint: other.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    })
    const warm = await client.send(new InvokeCommand({ FunctionName: 'pid' }))
    const warmPid = Number(warm.Payload?.transformToString())
    process.kill(warmPid, 0)
    await client.send(new InvokeCommand({ FunctionName: 'slow', InvocationType: 'Event' }))
    await other.close()
    client.destroy()
    expect(() => process.kill(warmPid, 0)).toThrow('ESRCH')
  })
})
