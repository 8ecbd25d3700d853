import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { type Bundle, type OpenRecording, openRecording } from '../src/internal.ts'
import { raw } from './raw-http.ts'

const handlers = new URL('./handlers/', import.meta.url).pathname
const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:failures'
const secret = 'hunter2-and "more"'

let runtime: LocalRuntime
let recording: OpenRecording | undefined

beforeAll(async () => {
  const eventInvokeConfigs = { $LATEST: { MaximumRetryAttempts: 0, OnFailure } }
  const environment = { API_SECRET: secret, STAGE: 'prod-7' }
  const functions = {
    talkative: { file: `${handlers}talkative.mjs`, eventInvokeConfigs, environment },
    orders: { file: `${handlers}orders.mjs`, exportName: 'throws', eventInvokeConfigs },
    large: { file: `${handlers}orders.mjs`, exportName: 'throws', eventInvokeConfigs },
  }
  runtime = await startLocalRuntime({ functions, time: 'manual', environment: { SHARED: 'shared-value' } })
  await send('orders', '{"orderId":"A-1","card":"4111 1111"}')
  await send('talkative', JSON.stringify({ note: secret, password: 'p-1' }))
})

afterEach(async () => {
  await recording?.close()
  recording = undefined
})

afterAll(() => runtime.close())

const control = async (method: string, path: string, body?: string, endpoint = runtime.endpoint) => {
  const { status, text } = await raw(endpoint, method, `/_async-invoke/${path}`, {
    ...(body !== undefined && { body }),
  })
  return { status, text, answer: text.startsWith('{') ? JSON.parse(text) : text }
}

async function send(functionName: string, payload: string, count = 1): Promise<void> {
  for (let n = 0; n < count; n += 1) await control('POST', `events/${functionName}`, payload)
  await runtime.advanceMs(0)
}

const open = async (bytes: Uint8Array | string, name = 'it.json'): Promise<string> => {
  const options = { name, port: 0, onFault: () => {} }
  recording = await openRecording(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, options)
  return recording.pageUrl.replace('/_async-invoke/', '')
}

describe('GET bundle', () => {
  it('has everything that the page shows, and says what it holds', async () => {
    const bundle: Bundle = (await control('GET', 'bundle')).answer
    expect(bundle).toMatchObject({ format: 'async-invoke-bundle', version: '1.0' })
    expect(bundle.contents).toMatchObject({ functions: 3, events: 2, payloads: 2, messages: 2 })
    expect(bundle.contents.leftOut).toEqual({ events: 0, payloads: 0, messages: 0, logLines: 0 })
    const orders = bundle.functions.find(({ functionName }) => functionName === 'orders')
    expect(orders).toMatchObject({ outcomes: { RetriesExhausted: 1 } })
    expect(bundle.metrics).toContain('# TYPE Errors counter')
    expect(Object.values(bundle.logs).flat()).toHaveLength(bundle.contents.logLines)
  })

  it('leaves out environment values and credentials, wherever a function wrote them', async () => {
    const { text, answer } = await control('GET', 'bundle')
    for (const value of ['hunter2', 'prod-7', 'shared-value', 'p-1', 'AKIAIOSFODNN7EXAMPLE'])
      expect(text).not.toContain(value)
    expect(answer.contents.replaced).toMatchObject({ 'value of API_SECRET': expect.any(Number) })
    const [{ requestId, destinationArn }] = answer.messages.slice(-1)
    expect(JSON.parse(answer.payloads[requestId])).toEqual({ note: '[value of API_SECRET]', password: '[credential]' })
    expect(destinationArn).toBe(OnFailure)
  })

  it('leaves out every payload with payloads=false, and keeps their sizes', async () => {
    const { text, answer } = await control('GET', 'bundle?payloads=false')
    // The error and the log repeat the payload of the other function.
    expect(text).not.toContain('4111')
    expect(answer.payloads).toEqual({})
    expect(answer.contents).toMatchObject({ events: 2, payloads: 0, leftOut: { payloads: 2 } })
    expect(answer.timelines[1].entries[0]).toMatchObject({ type: 'accepted', payloadBytes: 36 })
    expect(JSON.parse(answer.messages[0].body).requestContext.condition).toBe('RetriesExhausted')
  })

  it('keeps the newest within a limit in bytes, and counts the others', async () => {
    await send('large', JSON.stringify({ text: 'x'.repeat(8_000) }), 10)
    const { text, answer } = await control('GET', 'bundle?maxBytes=65536')
    expect(text.length).toBeLessThan(65_536 + 8_192)
    const { events, leftOut } = answer.contents
    expect(events).toBeGreaterThan(0)
    expect(events + leftOut.events).toBe(12)
    const [newest] = (await control('GET', 'events?limit=1')).answer.events
    expect(answer.timelines[0].requestId).toBe(newest.requestId)
    expect((await control('DELETE', 'inbox')).status).toBe(204)
    await send('orders', '{"orderId":"A-2"}')
  })

  it.each([
    { query: 'payloads=no', message: 'payloads must be true or false: no' },
    { query: 'maxBytes=1', message: 'maxBytes must be an integer from 65536 to 268435456: 1' },
    { query: 'max=1', message: 'max is neither payloads nor maxBytes' },
  ])('refuses the query $query', async ({ query, message }) => {
    expect(await control('GET', `bundle?${query}`)).toMatchObject({ status: 400, answer: { message } })
  })
})

describe('openRecording', () => {
  it.each([
    { how: 'as it is', pack: (text: string) => Buffer.from(text) },
    { how: 'compressed', pack: (text: string) => gzipSync(text) },
  ])('answers from a bundle, $how, as the runtime did', async ({ pack }) => {
    const endpoint = await open(pack((await control('GET', 'bundle')).text))
    const { requestId } = (await control('GET', 'events?function=orders')).answer.events[0]
    const paths = ['events?function=orders', 'faults', 'metrics', `events/${requestId}`, `payloads/${requestId}`]
    for (const path of [...paths, 'graph', `inbox?requestId=${requestId}`, 'logs/orders', 'logs'])
      expect(await control('GET', path, undefined, endpoint), path).toEqual(await control('GET', path))
    const { answer: health } = await control('GET', 'health', undefined, endpoint)
    expect(health).toMatchObject({ time: 'recorded', recording: { file: 'it.json' } })
    expect((await control('GET', 'functions/orders', undefined, endpoint)).answer).toMatchObject({ limit: 1_000 })
    expect((await control('GET', '', undefined, endpoint)).text).toContain('<title>async-invoke</title>')
  })

  it.each([
    { what: 'a timeline', text: (timelines: readonly object[]) => JSON.stringify(timelines[0]), events: 1 },
    { what: 'an array of timelines', text: (timelines: readonly object[]) => JSON.stringify(timelines), events: 3 },
    {
      what: 'a timeline on each line',
      text: (timelines: readonly object[]) => timelines.map((each) => JSON.stringify(each)).join('\n'),
      events: 3,
    },
  ])('opens $what', async ({ text, events }) => {
    const { timelines } = (await control('GET', 'bundle')).answer
    const some = timelines.slice(0, 3)
    const endpoint = await open(text(some))
    const page = (await control('GET', 'events', undefined, endpoint)).answer
    expect(page).toMatchObject({ matched: events, states: { ended: events } })
    const { functions } = (await control('GET', 'functions', undefined, endpoint)).answer
    const state = functions.find(({ functionName }: { functionName: string }) => functionName === 'orders')
    expect(state.outcomes).toEqual({ RetriesExhausted: 1 })
  })

  it('names the functions of a bundle that has no graph, as earlier versions made them', async () => {
    const { graph: _, ...bundle } = (await control('GET', 'bundle')).answer
    const endpoint = await open(JSON.stringify(bundle))
    const { nodes, edges } = (await control('GET', 'graph', undefined, endpoint)).answer
    expect(nodes.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`)).toEqual(
      bundle.functions.map(({ functionName }: { functionName: string }) => `function ${functionName}`),
    )
    expect(edges).toEqual([])
  })

  it.each(['{}', '{"nodes":[]}', '[]', 'null', '{"nodes":{},"edges":[]}'])(
    'refuses a bundle with the graph %s',
    async (graph) => {
      const bundle = { ...(await control('GET', 'bundle')).answer, graph: JSON.parse(graph) }
      await expect(open(JSON.stringify(bundle))).rejects.toThrow(/its member graph is no object with nodes and edges/)
    },
  )

  it.each([
    { change: { functions: [null] }, problem: 'functions has an element that is no object' },
    { change: { functions: ['orders'] }, problem: 'functions has an element that is no object' },
    { change: { messages: [5] }, problem: 'messages has an element that is no object' },
    { change: { logs: { orders: 'x' } }, problem: 'logs has a member that is no array of objects' },
    { change: { logs: { orders: [null] } }, problem: 'logs has a member that is no array of objects' },
    { change: { payloads: { id: 5 } }, problem: 'payloads has a member that is no string' },
    { change: { contents: {} }, problem: 'contents.leftOut is no object' },
  ])('refuses a bundle with $change', async ({ change, problem }) => {
    const bundle = { ...(await control('GET', 'bundle')).answer, ...change }
    await expect(open(JSON.stringify(bundle))).rejects.toThrow(`it.json cannot be shown: its member ${problem}`)
  })

  it('changes nothing, and serves only pages of this machine', async () => {
    const endpoint = await open((await control('GET', 'bundle')).text)
    expect(await control('POST', 'clock', '{"advanceToNextDue":true}', endpoint)).toMatchObject({
      status: 405,
      answer: { message: 'it.json is a recording, which cannot be changed' },
    })
    expect((await raw(endpoint, 'POST', '/2015-03-31/functions/orders/invocations')).status).toBe(501)
    expect((await raw(endpoint, 'GET', '/_async-invoke/events', { headers: { Host: 'evil.example' } })).status).toBe(
      403,
    )
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:/)
  })

  it.each([
    { what: 'an empty file', text: '', message: /^it\.json cannot be shown: it is not JSON: / },
    {
      what: 'other JSON',
      text: '{"a":1}',
      message: /it is neither a bundle nor a timeline: must have required property/,
    },
    { what: 'a broken line', text: '{}\n{', message: /nor is its line 2: / },
    {
      what: 'a later version',
      text: '{"format":"async-invoke-bundle","version":"2.0"}',
      message: /its version is "2.0", not "1.0"/,
    },
    {
      what: 'a bundle without timelines',
      text: '{"format":"async-invoke-bundle","version":"1.0"}',
      message: /its member createdAt is no string/,
    },
    { what: 'damaged gzip', text: Buffer.from([0x1f, 0x8b, 1]), message: /cannot be decompressed/ },
  ])('refuses $what', async ({ text, message }) => {
    await expect(open(text)).rejects.toThrow(message)
  })
})
