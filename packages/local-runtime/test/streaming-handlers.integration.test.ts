import { parseInvocationRecord } from '@async-invoke/schemas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/streams.mjs', import.meta.url).pathname
const queue = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`
const zeros = '\0'.repeat(8)

const successes = [
  { name: 'text', text: 'x' },
  { name: 'threeParameters', text: '{"event":{"name":"threeParameters"},"id":36}' },
  { name: 'chunks', text: '[1,2,3]' },
  { name: 'values', text: '{"an":"object"}' },
  { name: 'piped', text: `"${'é'.repeat(400_000)}"` },
  { name: 'http', text: `{"statusCode":201,"headers":{"a":"b"}}${zeros}body` },
  // Lambda's client writes the metadata before the first chunk of `write` only.
  { name: 'withoutWrite', text: 'body' },
  { name: 'empty', text: '' },
  { name: 'returnsToo', text: '"written"' },
]
const failures = [
  { name: 'fails', error: { errorType: 'RangeError', errorMessage: 'before the first chunk' } },
  { name: 'failsLater', error: { errorType: 'RangeError', errorMessage: 'after a chunk' } },
  { name: 'failsAfterJson', error: { errorType: 'RangeError', errorMessage: 'after a document' } },
  { name: 'throwsOutside', error: { errorType: 'RangeError', errorMessage: 'outside of the handler' } },
  { name: 'notAsync', error: { errorMessage: 'Streaming does not support non-async handlers.' } },
  {
    name: 'tooLate',
    error: { errorType: 'Runtime.InvalidStreamingOperation', errorMessage: 'Cannot set content-type, too late.' },
  },
  {
    name: 'wrongType',
    error: { errorType: 'TypeError', errorMessage: 'Invalid character in header content ["Content-Type"]' },
  },
  { name: 'destroyed', error: { errorMessage: 'Response stream is not finished.' } },
  { name: 'destroyedWithError', error: { errorType: 'RangeError', errorMessage: 'of the stream' } },
  { name: 'brokenPipe', error: { errorType: 'RangeError', errorMessage: 'of the source' } },
  { name: 'afterEnd', error: { errorMessage: 'write after end' } },
  {
    name: 'nothing',
    error: { errorType: 'TypeError', errorMessage: "Cannot read properties of null (reading 'length')" },
  },
  {
    name: 'tooLarge',
    error: {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    },
  },
  {
    name: 'otherMode',
    error: { errorType: 'Runtime.MalformedStreamingHandler', errorMessage: 'Only response streaming is supported.' },
  },
]

/** Functions of their own; all other handlers share a process. */
const alone = ['otherMode', 'older', 'without']

let runtime: LocalRuntime
beforeAll(async () => {
  const eventInvokeConfigs = {
    $LATEST: { OnSuccess: queue('done'), OnFailure: queue('failed'), MaximumRetryAttempts: 0 },
  }
  const of = (exportName: string) => ({ file, exportName, eventInvokeConfigs, timeoutInSeconds: 10 })
  const older = { file, exportName: 'threeParameters', runtime: 'nodejs22.x' }
  const without = { file, environment: { AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA: '1' } }
  runtime = await startLocalRuntime({
    functions: { dispatch: of('dispatch'), otherMode: of('otherMode'), older, without },
    time: 'skip',
  })
})
afterAll(() => runtime.close())

async function invoke(name: string, headers: Readonly<Record<string, string>> = {}, members: object = {}) {
  const path = `/2015-03-31/functions/${alone.includes(name) ? name : 'dispatch'}/invocations`
  const body = JSON.stringify({ name, ...members })
  const answer = await raw(runtime.endpoint, 'POST', path, { body, headers: { ...headers } })
  return { ...answer, failed: answer.headers['x-amz-function-error'] !== undefined }
}

async function recordOf(name: string) {
  const { headers } = await invoke(name, { 'X-Amz-Invocation-Type': 'Event' })
  const id = headers['x-amzn-requestid']
  const record = () => runtime.inbox().find(({ requestId }) => requestId === id)
  await expect.poll(record).toBeDefined()
  const message = record()
  return { destinationArn: message?.destinationArn, record: parseInvocationRecord(message?.body ?? '') }
}

describe('a handler that streams its response (RUN-2)', () => {
  it.each(successes)('answers a synchronous call with all that $name writes', async ({ name, text }) => {
    const answer = await invoke(name)
    expect([answer.failed, answer.text === text]).toEqual([false, true])
  })

  it.each(failures)('fails a synchronous call of $name with its error', async ({ name, error }) => {
    const { text, failed } = await invoke(name)
    expect(failed).toBe(true)
    expect(JSON.parse(text)).toMatchObject(error)
  })

  it.each([1, 12_000, 16_384, 100_000, 3_000_000])('fails with an error of %i characters', async (length) => {
    const { text, failed } = await invoke('failsWith', {}, { length })
    expect([failed, JSON.parse(text).errorMessage.length]).toEqual([true, length])
  })

  it('ends its process with an error whose name no header can carry, as Lambda’s client does', async () => {
    const { text } = await invoke('failsWith', {}, { errorType: 'Ошибка' })
    expect(JSON.parse(text)).toMatchObject({ errorType: 'Runtime.ExitError' })
  })

  it.each(successes)(
    'succeeds with $name under an event, with a deliveryError if the output is not JSON',
    async ({ name, text }) => {
      const { destinationArn, record } = await recordOf(name)
      expect(destinationArn).toBe(queue('done'))
      expect(record.requestContext.condition).toBe('Success')
      if (text === '') expect(record).not.toHaveProperty('responsePayload')
      else if (['text', 'http', 'withoutWrite'].includes(name))
        expect(record).toMatchObject({ deliveryError: { statusCode: 400 } })
      else expect(record.responsePayload).toEqual(JSON.parse(text))
    },
  )

  it.each([
    { name: 'fails', written: undefined },
    { name: 'failsLater', written: 'no JSON' },
    { name: 'failsAfterJson', written: '[1]' },
  ])('succeeds with $name under an event, with what was written before the error', async ({ name, written }) => {
    const { destinationArn, record } = await recordOf(name)
    expect(destinationArn).toBe(queue('done'))
    expect(record.requestContext).toMatchObject({ condition: 'Success', approximateInvokeCount: 1 })
    expect(record.responseContext).toEqual({ statusCode: 200, executedVersion: '$LATEST' })
    if (written === 'no JSON') expect(record).toMatchObject({ deliveryError: { statusCode: 400 } })
    else expect(record.responsePayload).toEqual(written && JSON.parse(written))
  })

  it.each(['throwsOutside', 'tooLarge', 'destroyed'])(
    'fails an event of %s, whose response has no end',
    async (name) => {
      expect((await recordOf(name)).destinationArn).toBe(queue('failed'))
    },
  )

  it('runs with three parameters under Node.js 22 too', async () => {
    expect((await invoke('older')).failed).toBe(false)
  })

  it('has no global where the function opts out of it', async () => {
    expect(JSON.parse((await invoke('without')).text)).toMatchObject({ errorMessage: 'awslambda is not defined' })
  })
})
