import { describe, expect, it } from 'vitest'
import { commandOf, testOf } from '../page/event/copies.js'
import { layoutOf } from '../page/event/layout.js'
import {
  becauseText,
  durationText,
  entryText,
  functionText,
  indentedJson,
  messageText,
  secondsOf,
  standing,
  statementUrl,
  storyText,
  timeText,
  untilText,
} from '../page/parts/format.js'
import { hashOf, readRoute } from '../page/parts/route.js'
import type { EventSummary } from '../src/lib/control/events/event-summary.ts'

describe('durationText', () => {
  it.each([
    { ms: 0, shown: '0 ms' },
    { ms: 999, shown: '999 ms' },
    { ms: 1_000, shown: '1 s' },
    { ms: 59_949, shown: '59.9 s' },
    { ms: 59_950, shown: '1 min' },
    { ms: 61_000, shown: '1 min 1 s' },
    { ms: 3_600_000, shown: '1 h' },
    { ms: 20_520_000, shown: '5 h 42 min' },
    { ms: 86_460_000, shown: '1 d' },
    { ms: 93_600_000, shown: '1 d 2 h' },
  ])('formats $ms ms as $shown', ({ ms, shown }) => expect(durationText(ms)).toBe(shown))
})

describe('timeText and untilText', () => {
  const at = '2026-02-10T09:16:00.120Z'

  it('show the date only of a different day', () => {
    expect(timeText(at, '2026-02-10T23:00:00.000Z')).toBe('09:16:00.120')
    expect(timeText(at, '2026-02-11T00:00:00.000Z')).toBe('2026-02-10 09:16:00.120')
  })

  it('show the time that is left, or that a moment is due', () => {
    expect(untilText(at, '2026-02-10T09:15:00.120Z')).toBe('in 1 min')
    expect(untilText(at, at)).toBe('due')
  })
})

describe('secondsOf', () => {
  it.each([
    { text: '90', seconds: 90 },
    { text: '1.5s', seconds: 1.5 },
    { text: '3m', seconds: 180 },
    { text: ' 6 h ', seconds: 21_600 },
    { text: '2d', seconds: 172_800 },
    { text: '', seconds: 0 },
  ])('reads "$text" as $seconds seconds', ({ text, seconds }) => expect(secondsOf(text)).toBe(seconds))
})

describe('functionText', () => {
  it('shows name and qualifier of an ARN', () => {
    expect(functionText('arn:aws:lambda:us-east-1:123456789012:function:orders:live')).toBe('orders:live')
    expect(functionText('something else')).toBe('something else')
  })
})

describe('indentedJson', () => {
  it.each([
    {
      body: '{"n":1.50,"id":12345678901234567890}',
      shown: '{\n  "n": 1.50,\n  "id": 12345678901234567890\n}',
    },
    { body: '[{}, [ ],{"a":[1]}]', shown: '[\n  {},\n  [],\n  {\n    "a": [\n      1\n    ]\n  }\n]' },
    { body: '{"quoted \\"{,":"a: b,\\\\"}', shown: '{\n  "quoted \\"{,": "a: b,\\\\"\n}' },
    { body: '"just text"', shown: '"just text"' },
    { body: 'not {"json"', shown: 'not {"json"' },
    { body: '', shown: '' },
  ])('indents $body and keeps every token', ({ body, shown }) => expect(indentedJson(body)).toBe(shown))
})

describe('standing and storyText', () => {
  const event = { requestId: 'r-1', attempts: 1, failedDeliveries: 0, throttles: 0 }
  const now = '2026-02-10T09:15:00.000Z'
  const until = '2026-02-10T09:15:02.000Z'
  const error = { outcome: 'functionError', errorType: 'OutOfStock', errorMessage: 'none left' }
  const timeout = {
    ...{ outcome: 'functionError', errorType: 'Sandbox.Timedout', timedOut: true },
    errorMessage: 'RequestId: r Error: Task timed out after 3.00 seconds',
  }

  it.each<{ event: EventSummary; text: string; tone: string; story: string }>([
    {
      event: { ...event, state: 'waiting', throttles: 6, limit: 'reserved', outcome: 'throttle', until },
      ...{ text: 'waiting', tone: 'wait', story: 'throttled 6 times by reserved concurrency, next try in 2 s' },
    },
    {
      event: { ...event, state: 'waiting', throttles: 1, outcome: 'throttle', until },
      ...{ text: 'waiting', tone: 'wait', story: 'throttled once, next try in 2 s' },
    },
    {
      event: { ...event, state: 'waiting', ...error, until },
      ...{ text: 'waiting', tone: 'wait', story: 'OutOfStock: none left, next try in 2 s' },
    },
    {
      event: { ...event, state: 'waiting', outcome: 'systemError', until: now },
      ...{ text: 'waiting', tone: 'wait', story: 'system error, next try due' },
    },
    {
      event: { ...event, state: 'ended', condition: 'RetriesExhausted', ...timeout },
      ...{ text: 'RetriesExhausted', tone: 'bad', story: 'timed out' },
    },
    {
      event: { ...event, state: 'ended', condition: 'Success' },
      ...{ text: 'Success', tone: 'good', story: '' },
    },
    {
      event: { ...event, state: 'ended', condition: 'Success', failedDeliveries: 1 },
      ...{ text: 'Success, not delivered', tone: 'bad', story: 'a delivery failed' },
    },
    { event: { ...event, state: 'queued' }, text: 'queued', tone: 'calm', story: '' },
    { event: { ...event, state: 'running' }, text: 'running', tone: 'busy', story: '' },
  ])('tell of an event "$text": "$story"', ({ event, text, tone, story }) => {
    expect([standing(event), storyText(event, now)]).toEqual([{ text, tone }, story])
  })

  it('leave the request id of a message out, and lead to the page of a statement', () => {
    expect(messageText(timeout.errorMessage)).toBe('Task timed out after 3.00 seconds')
    expect(statementUrl('CFG-14e')).toMatch(/semantics\.md#cfg-14e$/)
  })
})

describe('layoutOf', () => {
  const at = (second: number) => new Date(Date.UTC(2026, 1, 10, 9, 15, second)).toISOString()
  const timeline = {
    ...{ version: '1.0' as const, requestId: 'r-1', acceptedAt: at(0) },
    entries: [
      { type: 'accepted', at: at(0) },
      { type: 'attempt-started', at: at(0), attempt: 1 },
      { type: 'attempt-ended', at: at(2), attempt: 1, outcome: 'functionError', errorType: 'OutOfStock' },
      { type: 'waiting', at: at(2), until: at(10), delayMs: 8_000 },
    ],
  }

  it('gives each entry the same room, also where no time passes', () => {
    const { spans } = layoutOf(timeline, at(2), false)
    expect(spans).toMatchObject([
      { lane: 0, from: 0.25, to: 0.5, tone: 'bad', label: '1 OutOfStock', title: 'attempt 1: OutOfStock, 2 s' },
      { lane: 1, from: 0.75, to: 1, tone: 'wait', label: '8 s' },
    ])
  })

  it('gives each moment its place on an axis to scale', () => {
    const { spans, ticks } = layoutOf(timeline, at(2), true)
    expect(spans).toMatchObject([
      { from: 0, to: 0.2 },
      { from: 0.2, to: 1 },
    ])
    expect(ticks.at(-1)).toEqual({ at: 1, ms: 10_000 })
  })

  it('lays out an event without entries that take time', () => {
    const { spans, ticks } = layoutOf({ ...timeline, entries: [{ type: 'accepted', at: at(0) }] }, at(0), false)
    expect([spans, ticks]).toEqual([[], [{ at: 0, ms: 0 }]])
  })
})

describe('an event to paste', () => {
  const arn = 'arn:aws:lambda:us-east-1:123456789012:function:orders'

  it('is a command whose payload a shell leaves as it is', () => {
    expect(commandOf(`${arn}:live`, `{"who":"O'Neil"}`)).toBe(
      `async-invoke invoke orders --qualifier live --payload '{"who":"O'\\''Neil"}'`,
    )
    expect(commandOf(`${arn}:$LATEST`, '{}')).toBe("async-invoke invoke orders --payload '{}'")
  })

  it('is a test that expects how it ended', () => {
    expect(testOf(`${arn}:$LATEST`, '{"id":1}', 'RetriesExhausted')).toMatch(
      /runAsync\(handler, \{"id":1\}\)[\s\S]*toBe\('RetriesExhausted'\)/,
    )
  })
})

describe('the address', () => {
  it('has view and filters, and leaves empty filters out', () => {
    expect(hashOf('events', { state: 'waiting', q: '', event: undefined })).toBe('#/events?state=waiting')
    const { view, query } = readRoute('#/events?q=a%26b&event=r-1')
    expect([view, query.get('q'), query.get('event')]).toEqual(['events', 'a&b', 'r-1'])
    expect(readRoute('#event=1').view).toBe('overview')
  })
})

describe('entryText and becauseText', () => {
  const at = '2026-02-10T09:15:00.000Z'

  it('show the wait of an entry and, separately, its reason', () => {
    const waiting = { type: 'waiting', at, until: '2026-02-10T09:16:00.000Z', delayMs: 60_000 }
    const explanation = 'Waits 60 s. Retry n comes n x 60 s after the failure before it (4.2.5c).'
    expect(entryText(waiting)).toBe('Waits 1 min, until 09:16:00.000')
    expect(becauseText({ ...waiting, explanation })).toBe(
      'Retry n comes n x 60 s after the failure before it (4.2.5c).',
    )
  })

  it('show the error of a failed delivery as its reason', () => {
    expect(becauseText({ type: 'delivery-failed', at, error: 'no such queue' })).toBe('no such queue')
  })

  it('show other entries by type, attempt and outcome', () => {
    expect(entryText({ type: 'lease-lost', at })).toBe('Lease lost')
    const ended = { type: 'attempt-ended', at, attempt: 2, outcome: 'functionError' }
    expect(entryText(ended)).toBe('Attempt 2: functionError')
  })
})
