import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:failures'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-control-'))
let runtime: LocalRuntime | undefined

afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(async () => {
  await runtime?.close()
  runtime = undefined
})

async function start(others: Partial<LocalRuntimeOptions> = {}): Promise<LocalRuntime> {
  const orders = { file, exportName: 'throws', eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 1, OnFailure } } }
  runtime = await startLocalRuntime({ functions: { orders }, time: 'manual', ...others })
  return runtime
}

async function control(method: string, path: string, body?: unknown) {
  const { status, text } = await raw(String(runtime?.endpoint), method, `/_async-invoke/${path}`, {
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status, answer: text.startsWith('{') ? JSON.parse(text) : text }
}

const send = async (payload: unknown): Promise<string> =>
  (await control('POST', 'events/orders', payload)).answer.requestId

describe('events in the control API', () => {
  it('tells with which payload an event came, what failed, and groups failures', async () => {
    await start()
    const requestId = await send({ orderId: 'A-1' })
    await runtime?.advanceMs(1_000)
    const { events, matched, total, states } = (await control('GET', 'events')).answer
    expect({ matched, total, states }).toEqual({ matched: 1, total: 1, states: { waiting: 1 } })
    expect(events[0]).toMatchObject({ requestId, errorMessage: 'Order A-1 has no items', payloadBytes: 17 })
    const { entries } = (await control('GET', `events/${requestId}`)).answer
    expect(entries).toMatchObject([
      { type: 'accepted', payloadHead: '{"orderId":"A-1"}' },
      { type: 'attempt-started', logPosition: expect.any(Number) },
      {
        type: 'attempt-ended',
        errorMessage: 'Order A-1 has no items',
        stack: expect.arrayContaining([expect.stringMatching(/at throws .*orders\.mjs/)]),
      },
      { type: 'waiting' },
    ])
    await send({ orderId: 'A-2' })
    await runtime?.advanceMs(1_000)
    const { fingerprint } = events[0]
    expect((await control('GET', `events?fingerprint=${fingerprint}`)).answer.matched).toBe(2)
  })

  it('pages, filters and counts', async () => {
    await start()
    const sent: string[] = []
    for (let n = 0; n < 5; n += 1) sent.push(await send({ orderId: `A-${n}` }))
    const first = (await control('GET', 'events?limit=2')).answer
    expect(first).toMatchObject({ matched: 5, total: 5, next: sent[3] })
    const second = (await control('GET', `events?limit=2&after=${first.next}`)).answer
    expect(second.events.map((event: { requestId: string }) => event.requestId)).toEqual([sent[2], sent[1]])
    const last = (await control('GET', `events?limit=2&after=${second.next}`)).answer
    expect(last).not.toHaveProperty('next')
    expect((await control('GET', `events?q=${sent[0]}`)).answer.matched).toBe(1)
    expect((await control('GET', 'events?function=others')).answer.matched).toBe(0)
    expect((await control('GET', 'events?function=orders:live')).answer.matched).toBe(0)
    expect((await control('GET', 'events?to=2020-01-01T00:00:00Z')).answer.matched).toBe(0)
  })

  it.each([
    { query: 'state=gone', message: /^state must be one of queued/ },
    { query: 'from=yesterday', message: 'from must be an ISO 8601 time: yesterday' },
    { query: 'to=2026-02-30', message: 'to must be an ISO 8601 time: 2026-02-30' },
    { query: 'from=5', message: 'from must be an ISO 8601 time: 5' },
    { query: 'limit=0', message: 'limit must be an integer from 1 to 10000: 0' },
    { query: 'stat=ended', message: /^stat is none of function, state/ },
  ])('refuses the query $query', async ({ query, message }) => {
    await start()
    const { status, answer } = await control('GET', `events?${query}`)
    expect([status, answer.message]).toEqual([
      400,
      typeof message === 'string' ? message : expect.stringMatching(message),
    ])
  })

  it.each(['events', 'inbox', 'logs/orders'])('refuses a limit of %s that is no number of items', async (resource) => {
    await start()
    for (const limit of ['0', '-1', '1.5', '1e2', '0x5', '', 'all', '10001', ' 1', '1000000000000000000000']) {
      const { status, answer } = await control('GET', `${resource}?limit=${encodeURIComponent(limit)}`)
      expect([status, answer.message]).toEqual([400, `limit must be an integer from 1 to 10000: ${limit}`])
    }
  })

  it('sends an event again, with its own payload byte for byte, or another', async () => {
    await start()
    const payload = '{"orderId": "A-1", "price": 1.50}'
    const { answer: sent } = await control('POST', 'events/orders', payload)
    const { answer: again } = await control('POST', `replay/${sent.requestId}`)
    expect((await control('GET', `payloads/${again.requestId}`)).answer).toEqual(JSON.parse(payload))
    const { text } = await raw(String(runtime?.endpoint), 'GET', `/_async-invoke/payloads/${again.requestId}`)
    expect(text).toBe(payload)
    const { answer: edited } = await control('POST', `replay/${sent.requestId}`, '{"orderId":"B"}')
    expect((await control('GET', `payloads/${edited.requestId}`)).answer).toEqual({ orderId: 'B' })
    expect((await control('POST', `replay/${sent.requestId}`, '{')).status).toBe(400)
    expect((await control('POST', 'replay/r-unknown')).status).toBe(404)
    expect((await control('POST', 'events/others', '{}')).answer.Message).toContain('Function not found')
  })

  it.each([
    { queue: 'in memory', isKept: false },
    { queue: 'of a data directory', isKept: true },
  ])('purges the events of a function from a queue $queue', async ({ isKept }) => {
    await start(isKept ? { dataDirectory: folder } : {})
    await control('POST', 'pause/orders')
    await send({})
    expect((await control('DELETE', 'events?function=orders')).answer).toEqual({ purged: 1 })
    expect(await runtime?.waiting()).toBe(0)
    expect((await control('DELETE', 'events')).status).toBe(400)
  })
})

describe('functions in the control API', () => {
  it('have their depth, oldest age, limit, outcomes and settings as resolved', async () => {
    await start()
    await send({})
    await runtime?.advanceMs(30_000)
    const { functions } = (await control('GET', 'functions')).answer
    expect(functions).toMatchObject([
      {
        ...{ functionName: 'orders', paused: false, depth: 1, running: 0, limit: 1_000, reserved: false, throttles: 0 },
        ...{ oldestAgeMs: 30_000, outcomes: {} },
        history: { depth: expect.arrayContaining([1]), ageMs: expect.arrayContaining([30_000]) },
        qualifiers: [
          {
            ...{ qualifier: '$LATEST', version: '$LATEST', pending: false },
            stored: { MaximumRetryAttempts: 1, OnFailure },
            resolved: { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 21_600, OnFailure },
          },
        ],
      },
    ])
    await runtime?.advanceMs(60_000)
    expect((await control('GET', 'functions/orders')).answer).toMatchObject({
      ...{ depth: 0, oldestAgeMs: 0, outcomes: { RetriesExhausted: 1 } },
    })
    expect((await control('GET', 'functions/others')).status).toBe(404)
  })

  it('are paused and resumed', async () => {
    await start()
    expect((await control('POST', 'pause/orders')).answer).toEqual({ paused: ['orders'] })
    const requestId = await send({})
    await runtime?.advanceMs(10_000)
    expect((await control('GET', 'events')).answer.events).toMatchObject([{ requestId, state: 'queued' }])
    expect((await control('POST', 'resume/orders')).answer).toEqual({ paused: [] })
    await runtime?.advanceMs(0)
    expect((await control('GET', 'events')).answer.events).toMatchObject([{ state: 'waiting' }])
    expect((await control('POST', 'pause/others')).status).toBe(404)
  })

  it('get settings by the rules and in the sentences of the service (CFG-14)', async () => {
    await start()
    const put = (body: unknown) => control('PUT', 'settings/orders?qualifier=$LATEST', body)
    expect(await put({ MaximumRetryAttempts: 0 })).toMatchObject({ status: 200, answer: { MaximumRetryAttempts: 0 } })
    const refused = await put({ MaximumRetryAttempts: 5 })
    expect(refused.status).toBe(400)
    expect(refused.answer.message).toContain('Member must have value less than or equal to 2')
    const target = { DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:123456789012:letters' } }
    expect((await control('PUT', 'dead-letter-target/orders', target)).answer).toMatchObject(target)
  })
})

describe('faults', () => {
  it.each([
    { faults: { throttles: 1 }, shown: { state: 'waiting', throttles: 1 } },
    { faults: { systemErrors: 1 }, shown: { state: 'waiting', outcome: 'systemError' } },
    { faults: { lostEvent: 1 }, shown: { state: 'lost' } },
  ])('$faults are injected by option and by switch', async ({ faults, shown }) => {
    for (const way of ['option', 'switch']) {
      await start(way === 'option' ? { faults } : {})
      if (way === 'switch') expect((await control('PUT', 'faults', faults)).status).toBe(200)
      await send({})
      await runtime?.advanceMs(0)
      expect((await control('GET', 'events')).answer.events, way).toMatchObject([shown])
      await runtime?.close()
    }
  })

  it('repeat events and fail deliveries', async () => {
    await start({ faults: { duplicateDelivery: 1, failedDelivery: 1 } })
    const requestId = await send({})
    await runtime?.advanceMs(60_000)
    const { entries } = (await control('GET', `events/${requestId}`)).answer
    const types = entries.map(({ type }: { type: string }) => type)
    expect(types.filter((type: string) => type === 'ended')).toHaveLength(2)
    expect(entries.at(-1)).toMatchObject({ type: 'delivery-failed', error: 'injected by faults.failedDelivery' })
    expect(runtime?.inbox()).toEqual([])
  })

  it('delay settings, for changes that come after the switch (DSP-8a)', async () => {
    await start()
    await control('PUT', 'faults', { settingsDelayMs: 120_000 })
    await control('PUT', 'settings/orders', { MaximumRetryAttempts: 0 })
    const qualifier = async () => (await control('GET', 'functions/orders')).answer.qualifiers[0]
    expect(await qualifier()).toMatchObject({ pending: true, resolved: { MaximumRetryAttempts: 1 } })
    await runtime?.advanceMs(120_000)
    expect(await qualifier()).toMatchObject({ pending: false, resolved: { MaximumRetryAttempts: 0 } })
  })

  it.each([{ throttles: -1 }, { lostEvent: 2 }, { throtles: 1 }, [], 'x'])('refuse %j', async (body) => {
    await start()
    const { status, answer } = await control('PUT', 'faults', body)
    expect([status, answer.message]).toEqual([400, expect.any(String)])
    expect((await control('GET', 'faults')).answer).toMatchObject({ throttles: 0, lostEvent: 0 })
  })
})

describe('a body in the control API', () => {
  it.each(['PUT faults', 'POST clock', 'POST triggers/s3'])(
    'of %s is refused by its size, and where it is no JSON',
    async (it) => {
      await start()
      const [method = '', path = ''] = it.split(' ')
      expect(await control(method, path, JSON.stringify({ a: 'x'.repeat(4_089) }))).toEqual({
        status: 413,
        answer: { message: 'the body has 4097 bytes, more than 4096' },
      })
      expect((await control(method, path, JSON.stringify({ a: 'x'.repeat(4_088) }))).status).toBe(400)
      expect((await control(method, path, '{')).answer.message).toMatch(/^the body is not JSON: /)
    },
  )
})

describe('the clock in the control API', () => {
  it('lists what is due when, and advances to the end of all waits', async () => {
    await start()
    await send({})
    await send({})
    await runtime?.advanceMs(0)
    const { due } = (await control('GET', 'clock')).answer
    expect(due.reduce((sum: number, { events }: { events: number }) => sum + events, 0)).toBe(2)
    const { answer } = await control('POST', 'clock', { advanceToEnd: true })
    expect(answer).not.toHaveProperty('nextDueAt')
    expect(runtime?.inbox()).toHaveLength(2)
  })
})

describe('metrics and changes', () => {
  it('add up the samples in the text format of Prometheus', async () => {
    await start()
    await send({})
    await runtime?.advanceMs(60_000)
    const { answer } = await control('GET', 'metrics')
    for (const line of [
      '# TYPE AsyncEventsReceived counter',
      'AsyncEventsReceived{FunctionName="orders",Resource="orders"} 1',
      'async_invoke_queue_items{state="ready"} 0',
    ])
      expect(answer.split('\n')).toContain(line)
    expect(answer).toMatch(
      /^# TYPE AsyncEventAge summary\nAsyncEventAge_sum\{.*\} 60000\nAsyncEventAge_count\{.*\} 2$/m,
    )
  })

  it('stream the state, again after each change', async () => {
    await start()
    const abort = new AbortController()
    const response = await fetch(`${runtime?.endpoint}/_async-invoke/changes`, { signal: abort.signal })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (pattern: RegExp) => {
      while (!pattern.test(text)) text += (await reader?.read())?.value ?? ''
    }
    await until(/"events":0.*\n\n/)
    await send({})
    await until(/"events":[1-9].*\n\n/)
    abort.abort()
    expect(
      text
        .split('\n')
        .filter(Boolean)
        .every((line) => line.startsWith('data: {"status":"ok"')),
    ).toBe(true)
  })
})
