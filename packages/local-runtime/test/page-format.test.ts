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
import type { EventSummary } from '../src/lib/control/event-summary.ts'

describe('what the page makes of what it is told', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1_000, '1 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min'],
    [61_000, '1 min 1 s'],
    [3_600_000, '1 h'],
    [20_520_000, '5 h 42 min'],
    [86_460_000, '1 d'],
    [93_600_000, '1 d 2 h'],
  ])('%i ms is %s', (ms, text) => expect(durationText(ms)).toBe(text))

  it('a moment has its day only beside another day, and says how far it is', () => {
    const at = '2026-02-10T09:16:00.120Z'
    expect(timeText(at, '2026-02-10T23:00:00.000Z')).toBe('09:16:00.120')
    expect(timeText(at, '2026-02-11T00:00:00.000Z')).toBe('2026-02-10 09:16:00.120')
    expect(untilText(at, '2026-02-10T09:15:00.120Z')).toBe('in 1 min')
    expect(untilText(at, at)).toBe('due')
  })

  it('a field for a moment is read as UTC', () => {
    expect(momentOf('2026-02-10T09:15')).toBe('2026-02-10T09:15:00.000Z')
    expect(momentOf('')).toBeUndefined()
  })

  it('functions go by name and qualifier', () => {
    expect(functionText('arn:aws:lambda:us-east-1:123456789012:function:orders:live')).toBe('orders:live')
    expect(functionText('something else')).toBe('something else')
  })

  it.each([
    ['{"n":1.50,"id":12345678901234567890}', '{\n  "n": 1.50,\n  "id": 12345678901234567890\n}'],
    ['[{}, [ ],{"a":[1]}]', '[\n  {},\n  [],\n  {\n    "a": [\n      1\n    ]\n  }\n]'],
    ['{"quoted \\"{,":"a: b,\\\\"}', '{\n  "quoted \\"{,": "a: b,\\\\"\n}'],
    ['"just text"', '"just text"'],
    ['not {"json"', 'not {"json"'],
    ['', ''],
  ])('%j is indented without changing a token', (text, shown) => expect(indentedJson(text)).toBe(shown))

  const event = { requestId: 'r-1', attempts: 1, failedDeliveries: 0 }
  const exhausted =
    'Ends as RetriesExhausted with approximateInvokeCount 3. It failed more often (4.2.5a). Another (RTY-4).'
  it.each<[EventSummary, string, string, string]>([
    [
      { ...event, state: 'waiting', explanation: 'Waits 60 s. Why (4.2.5c).' },
      'waiting',
      'wait',
      'Waits 60 s. Why (4.2.5c).',
    ],
    [{ ...event, state: 'ended', condition: 'Success', explanation: 'Ends as Success …' }, 'Success', 'good', ''],
    [
      { ...event, state: 'ended', condition: 'RetriesExhausted', explanation: exhausted },
      'RetriesExhausted',
      'bad',
      'It failed more often (4.2.5a).',
    ],
    [
      { ...event, state: 'ended', condition: 'Success', failedDeliveries: 1 },
      'Success, not delivered',
      'bad',
      'A delivery failed; its timeline says why.',
    ],
    [{ ...event, state: 'queued' }, 'queued', 'calm', ''],
    [{ ...event, state: 'running' }, 'running', 'busy', ''],
  ])('%o', (summary, text, tone, reason) => {
    expect([standing(summary), reasonText(summary)]).toEqual([{ text, tone }, reason])
  })

  it('entries say what happened, and apart from it why', () => {
    const at = '2026-02-10T09:15:00.000Z'
    const waiting = { type: 'waiting', at, until: '2026-02-10T09:16:00.000Z', delayMs: 60_000 }
    const explanation = 'Waits 60 s. Retry n comes n x 60 s after the failure before it (4.2.5c).'
    expect(entryText(waiting)).toBe('Waits 1 min, until 09:16:00.000')
    expect(becauseText({ ...waiting, explanation })).toBe(
      'Retry n comes n x 60 s after the failure before it (4.2.5c).',
    )
    expect(becauseText({ type: 'delivery-failed', at, error: 'no such queue' })).toBe('no such queue')
    expect(entryText({ type: 'lease-lost', at })).toBe('Lease lost')
    expect(entryText({ type: 'attempt-ended', at, attempt: 2, outcome: 'functionError' })).toBe(
      'Attempt 2: functionError',
    )
  })
})
