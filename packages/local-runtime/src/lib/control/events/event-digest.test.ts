import type { TimelineEntry } from '@async-invoke/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOfTimeline } from './event-digest.ts'
import { EventLog } from './event-log.ts'

const about = { requestId: 'r-1', functionArn: 'arn:f', acceptedAtMs: 1_000 } as const
const decided = (atMs: number, isEnd: boolean): TimelineEntry => ({
  ...{ ...about, atMs, type: 'decided' },
  decision: isEnd
    ? { kind: 'terminal', condition: 'RetriesExhausted', approximateInvokeCount: 3, rules: ['4.2.5a'] }
    : {
        kind: 'requeue',
        delayMs: 60_000,
        rules: ['4.2.5c'],
        progress: { acceptedAtMs: 1_000, failures: 1, backoff: 0 },
      },
})

const entry: fc.Arbitrary<(atMs: number) => TimelineEntry> = fc.constantFrom(
  (atMs: number): TimelineEntry => ({ ...about, atMs, type: 'accepted' }),
  (atMs: number): TimelineEntry => ({ ...about, atMs, type: 'attempt-started', attempt: 1 }),
  (atMs: number): TimelineEntry => ({ ...about, atMs, type: 'attempt-ended', attempt: 1, outcome: 'functionError' }),
  (atMs: number): TimelineEntry => ({
    ...{ ...about, atMs, type: 'attempt-ended', attempt: 1, outcome: 'functionError' },
    payload: new TextEncoder().encode(JSON.stringify({ errorType: 'E', errorMessage: `at ${atMs}` })),
  }),
  (atMs: number): TimelineEntry => ({ ...about, atMs, type: 'lease-lost' }),
  (atMs: number): TimelineEntry => ({ ...about, atMs, type: 'lost' }),
  (atMs: number) => decided(atMs, false),
  (atMs: number) => decided(atMs, true),
)

describe('digests', () => {
  it('agree with the summary of any timeline, from entries and from the document', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 12 }), (entries) => {
        const log = new EventLog()
        for (const [at, create] of entries.entries()) log.note(create(2_000 + at))
        const [digest] = log.digests()
        const { summary: _, ...facts } = digest ?? {}
        const { acceptedAt = '', state, condition, endedAt, until, errorType, errorMessage } = digest?.summary ?? {}
        expect(facts).toEqual({
          ...{ requestId: 'r-1', functionArn: 'arn:f', acceptedAtMs: Date.parse(acceptedAt), state },
          ...(condition !== undefined && { condition, endedAtMs: Date.parse(endedAt ?? '') }),
          ...(until !== undefined && { dueAtMs: Date.parse(until) }),
          ...(errorType !== undefined && { errorType, errorMessage }),
        })
        const document = log.timeline('r-1')
        if (document !== undefined) expect(digestOfTimeline(document)).toEqual(digest)
      }),
    )
  })

  it('are listed anew after each entry, and only then', () => {
    const log = new EventLog()
    log.note({ ...about, atMs: 0, type: 'accepted' })
    const before = log.digests()
    expect(log.digests()).toBe(before)
    log.note({ ...about, atMs: 0, type: 'lost' })
    expect([before[0]?.state, log.digests()[0]?.state]).toEqual(['queued', 'lost'])
  })
})
