import { describe, expect, it } from 'vitest'
import {
  becauseText,
  durationText,
  entryText,
  functionText,
  indentedJson,
  momentOf,
  reasonText,
  standing,
  timeText,
  untilText,
} from '../page/format.js'
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

describe('momentOf', () => {
  it('reads a datetime-local field as UTC', () => {
    expect(momentOf('2026-02-10T09:15')).toBe('2026-02-10T09:15:00.000Z')
    expect(momentOf('')).toBeUndefined()
  })
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

describe('standing and reasonText', () => {
  const event = { requestId: 'r-1', attempts: 1, failedDeliveries: 0, throttles: 0 }
  const exhausted =
    'Ends as RetriesExhausted with approximateInvokeCount 3. It failed more often (4.2.5a). Another (RTY-4).'

  it.each<{ event: EventSummary; text: string; tone: string; reason: string }>([
    {
      event: { ...event, state: 'waiting', explanation: 'Waits 60 s. Why (4.2.5c).' },
      text: 'waiting',
      tone: 'wait',
      reason: 'Waits 60 s. Why (4.2.5c).',
    },
    {
      event: { ...event, state: 'ended', condition: 'Success', explanation: 'Ends as Success …' },
      text: 'Success',
      tone: 'good',
      reason: '',
    },
    {
      event: { ...event, state: 'ended', condition: 'RetriesExhausted', explanation: exhausted },
      text: 'RetriesExhausted',
      tone: 'bad',
      reason: 'It failed more often (4.2.5a).',
    },
    {
      event: { ...event, state: 'ended', condition: 'Success', failedDeliveries: 1 },
      text: 'Success, not delivered',
      tone: 'bad',
      reason: 'A delivery failed; see its timeline.',
    },
    { event: { ...event, state: 'queued' }, text: 'queued', tone: 'calm', reason: '' },
    { event: { ...event, state: 'running' }, text: 'running', tone: 'busy', reason: '' },
  ])('show an event as "$text" in the tone $tone', ({ event, text, tone, reason }) => {
    expect([standing(event), reasonText(event)]).toEqual([{ text, tone }, reason])
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
