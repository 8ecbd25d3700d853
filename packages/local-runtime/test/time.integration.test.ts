import { type InvocationRecord, parseInvocationRecord } from '@async-invoke/schemas'
import { parseTimeline } from '@async-invoke/schemas/timeline'
import { afterEach, describe, expect, it } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const OnFailure = 'arn:aws:sns:us-east-1:123456789012:failures'
const functions = {
  throws: {
    file,
    exportName: 'throws',
    eventInvokeConfigs: { $LATEST: { OnFailure } },
    deadLetterTargetArn: OnFailure,
  },
}

let runtime: LocalRuntime | undefined

afterEach(async () => {
  await runtime?.close()
  runtime = undefined
})

async function start(options: LocalRuntimeOptions): Promise<LocalRuntime> {
  runtime = await startLocalRuntime({ functions, ...options })
  return runtime
}

async function accept({ endpoint }: LocalRuntime, name = 'throws'): Promise<string> {
  const headers = { 'X-Amz-Invocation-Type': 'Event' }
  const path = `/2015-03-31/functions/${name}/invocations`
  const { status, headers: answered } = await raw(endpoint, 'POST', path, { headers, body: '{"n":1}' })
  expect(status).toBe(202)
  return String(answered['x-amzn-requestid'])
}

async function control({ endpoint }: LocalRuntime, method: string, path: string, body?: object) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const { status, text } = await raw(endpoint, method, `/_async-invoke/${path}`, sent)
  return { status, body: text === '' ? undefined : JSON.parse(text) }
}

describe('manual time', () => {
  it('stands still until it is advanced, and stops at everything that comes due', async () => {
    const it = await start({ time: 'manual' })
    const before = (await control(it, 'GET', 'clock')).body
    const requestId = await accept(it)
    const attempts = async () => {
      const { body } = await control(it, 'GET', `events/${requestId}`)
      return (body?.entries ?? []).filter(({ type }: { type: string }) => type === 'attempt-ended').length
    }
    await control(it, 'POST', 'clock', { advanceSeconds: 59.999 })
    expect(await attempts()).toBe(1)
    await control(it, 'POST', 'clock', { advanceSeconds: 0.001 })
    expect(await attempts()).toBe(2)
    const { body } = await control(it, 'POST', 'clock', { advanceSeconds: 3_600 })
    expect(Date.parse(body.now) - Date.parse(before.now)).toBe(3_660_000)
    const { messages } = (await control(it, 'GET', `inbox?requestId=${requestId}`)).body
    expect(messages.map(({ route }: { route: string }) => route).sort()).toEqual(['DeadLetter', 'OnFailure'])
    const [record] = messages.filter(({ route }: { route: string }) => route === 'OnFailure')
    const { timestamp }: InvocationRecord = parseInvocationRecord(record.body)
    expect(Date.parse(timestamp) - Date.parse(before.now)).toBe(180_000)
  })

  it('ends an event with 404 when its function is deleted between two attempts (TRM-3)', async () => {
    const it = await start({ time: 'manual' })
    const requestId = await accept(it)
    await it.advanceMs(1_000)
    expect((await raw(it.endpoint, 'DELETE', '/2015-03-31/functions/throws')).status).toBe(204)
    await it.advanceMs(300_000)
    const { body } = await control(it, 'GET', `events/${requestId}`)
    const timeline = parseTimeline(body)
    const outcomes = timeline.entries.flatMap(({ outcome }) => outcome ?? [])
    expect(outcomes).toEqual(['functionError', 'notFound', 'notFound'])
    expect(timeline.entries.find(({ type }) => type === 'ended')).toMatchObject({
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
      statusCode: 404,
    })
  })

  it.each(['function', 'alias', 'version'] as const)(
    'ends an event by the settings that its %s had when it was deleted (TRM-3, DLQ-2)',
    async (deleted) => {
      const it = await start({ time: 'manual' })
      const path = '/2015-03-31/functions/throws'
      const call = async (method: string, to: string, body: object = {}) =>
        (await raw(it.endpoint, method, to, { body: JSON.stringify(body) })).status
      expect(await call('POST', `${path}/versions`)).toBe(201)
      expect(await call('POST', `${path}/aliases`, { Name: 'live', FunctionVersion: '1' })).toBe(201)
      const qualifier = { function: '$LATEST', alias: 'live', version: '1' }[deleted]
      const config = { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: OnFailure } } }
      const settings = '/2019-09-25/functions/throws/event-invoke-config'
      expect(await call('PUT', `${settings}?Qualifier=${qualifier}`, config)).toBe(200)
      const sent = await raw(it.endpoint, 'POST', `${path}/invocations?Qualifier=${qualifier}`, {
        headers: { 'X-Amz-Invocation-Type': 'Event' },
        body: '{"order":1}',
      })
      await it.advanceMs(1_000)
      const deletedPath = { function: path, alias: `${path}/aliases/live`, version: `${path}?Qualifier=1` }[deleted]
      if (deleted === 'version') expect(await call('DELETE', `${path}/aliases/live`)).toBe(204)
      expect(await call('DELETE', deletedPath)).toBe(204)
      expect(await call('GET', `${settings}?Qualifier=${qualifier}`)).toBe(404)
      await it.advanceMs(60_000)
      const requestId = sent.headers['x-amzn-requestid']
      const { messages } = (await control(it, 'GET', `inbox?requestId=${requestId}`)).body
      const of = (route: string) => messages.find((each: { route: string }) => each.route === route)
      const record: InvocationRecord = parseInvocationRecord(of('OnFailure').body)
      expect(record.requestContext).toMatchObject({ condition: 'RetriesExhausted', approximateInvokeCount: 2 })
      expect([record.responseContext, record.responsePayload]).toEqual([{ statusCode: 404 }, undefined])
      expect(of('DeadLetter').body).toBe('{"order":1}')
    },
  )
})

describe('the next due moment', () => {
  it('is reported, and manual time advances to it; with nothing waiting, time stands still', async () => {
    const it = await start({ time: 'manual' })
    const before = (await control(it, 'GET', 'clock')).body
    expect(before).not.toHaveProperty('nextDueAt')
    const requestId = await accept(it)
    const step = async () => {
      const { body } = await control(it, 'POST', 'clock', { advanceToNextDue: true })
      const [{ attempts, state }] = (await control(it, 'GET', 'events')).body.events
      const dueMs = body.nextDueAt === undefined ? undefined : Date.parse(body.nextDueAt) - Date.parse(before.now)
      return [Date.parse(body.now) - Date.parse(before.now), attempts, state, dueMs]
    }
    await it.advanceMs(0)
    expect((await control(it, 'GET', 'events?state=waiting')).body.events).toMatchObject([{ requestId, attempts: 1 }])
    expect((await control(it, 'GET', 'events?state=ended')).body.events).toEqual([])
    expect(await step()).toEqual([60_000, 2, 'waiting', 180_000])
    expect(await step()).toEqual([180_000, 3, 'ended', undefined])
    expect(await step()).toEqual([180_000, 3, 'ended', undefined])
    expect(it.inbox().length).toBe(2)
  })
})

describe('skipped time', () => {
  it('jumps while clients poll the control API without a pause', async () => {
    const it = await start({ time: 'skip' })
    const requestId = await accept(it)
    let polling = true
    const clients = Array.from({ length: 4 }, async () => {
      while (polling) await control(it, 'GET', 'health')
    })
    const condition = async () => (await control(it, 'GET', 'events')).body.events[0].condition
    await expect.poll(condition).toBe('RetriesExhausted')
    polling = false
    await Promise.all(clients)
    expect(it.inbox().filter((message) => message.requestId === requestId)).toHaveLength(2)
  })
})

describe('faster time', () => {
  it('keeps the lengths of waits on its own clock', async () => {
    const it = await start({ speed: 300 })
    const requestId = await accept(it)
    const timelineOf = async () => (await control(it, 'GET', `events/${requestId}`)).body
    await expect.poll(async () => JSON.stringify(await timelineOf())).toContain('"ended"')
    const { entries } = parseTimeline(await timelineOf())
    const waits = entries.filter(({ type }) => type === 'waiting').map(({ delayMs }) => delayMs)
    expect(waits).toEqual([60_000, 120_000])
    const starts = entries.filter(({ type }) => type === 'attempt-started').map(({ at }) => Date.parse(at))
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThanOrEqual(60_000)
  })
})

describe('the control API', () => {
  it('serves health, events, inbox and logs', async () => {
    const it = await start({ time: 'skip' })
    const requestId = await accept(it)
    expect(await control(it, 'GET', 'health')).toMatchObject({
      status: 200,
      body: { status: 'ok', time: 'skip', speed: 1 },
    })
    await expect
      .poll(async () => (await control(it, 'GET', 'events')).body.events[0])
      .toMatchObject({ requestId, attempts: 3, condition: 'RetriesExhausted' })
    await expect.poll(() => it.inbox().length).toBe(2)
    expect((await control(it, 'GET', 'inbox?destinationArn=arn:other')).body.messages).toEqual([])
    const [newest] = (await control(it, 'GET', 'inbox?limit=1')).body.messages
    expect(newest.id).toBe(2)
    expect((await control(it, 'GET', 'logs')).body).toEqual({ functions: ['throws'] })
    const { changes } = (await control(it, 'GET', 'health')).body
    expect([changes.inbox, changes.events > 0, changes.logs > 0]).toEqual([2, true, true])
    expect((await control(it, 'DELETE', 'inbox')).status).toBe(204)
    expect(it.inbox()).toEqual([])
    expect((await control(it, 'GET', 'health')).body.changes.inbox).toBe(3)
  })

  it.each<{ method: string; path: string; body?: object; status: number; message: string }>([
    {
      method: 'POST',
      path: 'clock',
      body: { advanceSeconds: 1 },
      status: 409,
      message: 'only manual time can be advanced; time is skip',
    },
    {
      method: 'POST',
      path: 'clock',
      body: { advanceToNextDue: true },
      status: 409,
      message: 'only manual time can be advanced; time is skip',
    },
    {
      method: 'POST',
      path: 'clock',
      body: { advanceToNextDue: false },
      status: 400,
      message: 'the body must be one of',
    },
    { method: 'POST', path: 'clock', body: { advanceTo: 'soon' }, status: 400, message: 'the body must be one of' },
    {
      method: 'POST',
      path: 'clock',
      body: { advanceTo: '+275760-09-13T00:00:00Z' },
      status: 400,
      message: 'the body must be one of',
    },
    { method: 'POST', path: 'clock', status: 400, message: 'the body must be one of' },
    {
      method: 'GET',
      path: 'events?state=bored',
      status: 400,
      message: 'state must be one of queued, running, waiting, ended, quarantined, lost: bored',
    },
    { method: 'GET', path: 'events/nobody', status: 404, message: 'no event with request id nobody' },
    { method: 'GET', path: 'events/%E0%A4%A', status: 404, message: 'the control API has no GET' },
    { method: 'GET', path: 'nothing', status: 404, message: 'the control API has no GET /_async-invoke/nothing' },
    { method: 'DELETE', path: 'clock', status: 404, message: 'the control API has no DELETE /_async-invoke/clock' },
  ])('answers $status to $method $path with $body', async ({ method, path, body, status, message }) => {
    const it = await start({ time: 'skip' })
    expect(await control(it, method, path, body)).toEqual({
      status,
      body: { message: expect.stringContaining(message) },
    })
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300, undefined])('does not advance by %s', async (ms) => {
    const runtime = await start({ time: 'manual' })
    await expect(runtime.advanceMs(ms as number)).rejects.toThrow(/^time cannot be advanced to /)
    await runtime.advanceMs(1_000)
    expect((await control(runtime, 'GET', 'health')).status).toBe(200)
  })

  it('refuses pages of other origins and rebound host names', async () => {
    const { endpoint } = await start({})
    const options = { headers: { Origin: 'https://evil.example' } }
    expect((await raw(endpoint, 'DELETE', '/_async-invoke/inbox', options)).status).toBe(403)
    expect((await raw(endpoint, 'GET', '/_async-invoke/inbox', { headers: { Host: 'evil.example' } })).status).toBe(403)
  })
})
