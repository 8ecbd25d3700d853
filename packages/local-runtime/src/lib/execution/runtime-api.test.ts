import { request } from 'node:http'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { afterTurns } from './after-turns.ts'
import { type Answer, maxResponseBytes, RuntimeApi, turnsUntilEnd } from './runtime-api.ts'

let api: RuntimeApi
let answers: { readonly requestId: string; readonly functionError: boolean; readonly text: string }[]
let onAnswer: () => void
let ready: () => void
let nextReady: Promise<void>

beforeEach(async () => {
  answers = []
  onAnswer = () => {}
  nextReady = new Promise((resolve) => {
    ready = resolve
  })
  api = await RuntimeApi.listen({
    onReady: () => ready(),
    onAnswer(requestId, { functionError, payload }: Answer) {
      answers.push({ requestId, functionError, text: Buffer.from(payload).toString() })
      onAnswer()
    },
    onInitError: () => {},
    onLoadedFiles: () => {},
  })
})
afterEach(() => api.close())

async function call(method: string, path: string, body?: string) {
  const init = { method, ...(body !== undefined && { body }) }
  const response = await fetch(`http://${api.address}/2018-06-01/runtime/${path}`, init)
  return { status: response.status, body: await response.json() }
}

async function sendEvent(requestId: string): Promise<void> {
  const next = call('GET', 'invocation/next')
  await nextReady
  const nothing = { traceHeader: undefined, clientContext: undefined }
  api.send({ requestId, payload: Buffer.from('{}'), invokedFunctionArn: 'arn', ...nothing }, Date.now())
  expect((await next).status).toBe(200)
}

const invalid = { status: 400, body: { errorMessage: 'Invalid request ID', errorType: 'InvalidRequestID' } }

describe('RuntimeApi', () => {
  it('takes the first answer to an event and refuses a second one', async () => {
    await sendEvent('r-1')
    expect(await call('POST', 'invocation/r-1/response', '1')).toEqual({ status: 202, body: { status: 'OK' } })
    expect(await call('POST', 'invocation/r-1/error', '2')).toEqual(invalid)
    expect(answers).toEqual([{ requestId: 'r-1', functionError: false, text: '1' }])
  })

  it('takes answers to events of any id, and sends any trace header', async () => {
    const value = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom('a/b', 'a b', 'é', '漢', 'a\nb', '%2F'),
    )
    await fc.assert(
      fc.asyncProperty(
        value.filter((id) => !['', '.', '..'].includes(id)),
        value,
        async (requestId, traceHeader) => {
          nextReady = new Promise((resolve) => {
            ready = resolve
          })
          const next = fetch(`http://${api.address}/2018-06-01/runtime/invocation/next`)
          await nextReady
          const fixed = { payload: Buffer.from('{}'), invokedFunctionArn: 'arn', clientContext: undefined }
          api.send({ requestId, traceHeader, tenantId: traceHeader, ...fixed }, Date.now())
          const { headers } = await next
          const named = headers.get('lambda-runtime-aws-request-id') ?? ''
          expect(decodeURIComponent(named)).toBe(Buffer.from(requestId).toString())
          expect(headers.get('lambda-runtime-trace-id')).toMatch(/^[\x20-\x7e]*$/)
          expect((await call('POST', `invocation/${named}/response`, '1')).status).toBe(202)
          expect(answers.at(-1)?.requestId).toBe(requestId)
        },
      ),
      { seed: 20261129, numRuns: 200 },
    )
  })

  it('sends a client context as JSON, which runtimes parse, whatever its characters and spaces', async () => {
    const text = fc.tuple(
      fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })),
      fc.constantFrom('', '  ', '\t', '\r\n'),
    )
    await fc.assert(
      fc.asyncProperty(text, async ([value, indentation]) => {
        nextReady = new Promise((resolve) => {
          ready = resolve
        })
        const next = fetch(`http://${api.address}/2018-06-01/runtime/invocation/next`)
        await nextReady
        const json = JSON.stringify(value, null, ' ').replaceAll('\n', `\n${indentation}`)
        const clientContext = Buffer.from(json).toString('base64')
        const fixed = {
          requestId: 'r-1',
          payload: Buffer.from('{}'),
          invokedFunctionArn: 'arn',
          traceHeader: undefined,
        }
        api.send({ clientContext, ...fixed }, Date.now())
        const header = (await next).headers.get('lambda-runtime-client-context') ?? ''
        expect([JSON.parse(header), header]).toEqual([value, expect.stringMatching(/^[\x20-\x7e]*$/)])
      }),
      { seed: 20261129, numRuns: 100 },
    )
  })

  it('ends the run before it confirms the answer', async () => {
    const seen: string[] = []
    onAnswer = () => afterTurns(turnsUntilEnd, () => seen.push('end of run'))
    await sendEvent('r-1')
    await new Promise<void>((resolve) => {
      const url = `http://${api.address}/2018-06-01/runtime/invocation/r-1/response`
      const sent = request(url, { method: 'POST' }, (response) => {
        seen.push(`${response.statusCode}`)
        response.resume().once('end', resolve)
      })
      sent.end('1')
    })
    expect(seen).toEqual(['end of run', '202'])
  })

  it('refuses an answer without an event, and one to another event', async () => {
    expect(await call('POST', 'invocation/r-1/response', '1')).toEqual(invalid)
    await sendEvent('r-1')
    expect(await call('POST', 'invocation/r-2/response', '1')).toEqual(invalid)
    expect(answers).toEqual([])
  })

  it('takes an error whose cause for X-Ray has 1 MB, in a header, as clients send it', async () => {
    await sendEvent('r-1')
    const headers = { 'Lambda-Runtime-Function-XRay-Error-Cause': 'x'.repeat(1_048_576) }
    const url = `http://${api.address}/2018-06-01/runtime/invocation/r-1/error`
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(202)
    expect(answers).toEqual([{ requestId: 'r-1', functionError: true, text: '{}' }])
  })

  it('refuses an answer that is too large, which then counts as a function error (REC-5)', async () => {
    await sendEvent('r-1')
    expect(await call('POST', 'invocation/r-1/response', 'x'.repeat(maxResponseBytes + 1))).toEqual({
      status: 413,
      body: {
        errorMessage: 'Exceeded maximum allowed payload size (6291556 bytes).',
        errorType: 'RequestEntityTooLarge',
      },
    })
    expect(answers).toMatchObject([{ requestId: 'r-1', functionError: true }])
  })
})
