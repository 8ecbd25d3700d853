import { describe, expect, it } from 'vitest'
import { EventLog } from './event-log.ts'

describe('EventLog', () => {
  it('keeps the timelines of the newest 10,000 to 20,000 events', () => {
    const log = new EventLog()
    const accept = (n: number) => {
      const atMs = 1_770_714_900_000 + n
      log.note({ type: 'accepted', requestId: `r-${n}`, functionArn: 'arn:f', acceptedAtMs: atMs, atMs })
    }
    for (let n = 0; n < 20_000; n += 1) accept(n)
    expect(log.timeline('r-0')).toBeDefined()
    expect(log.dropped).toBe(0)
    accept(20_000)
    log.note({ type: 'lost', requestId: 'r-10000', atMs: 1_770_714_900_000 })
    expect(log.timeline('r-9999')).toBeUndefined()
    expect(log.dropped).toBe(10_000)
    expect(log.timeline('r-10000')).toMatchObject({
      requestId: 'r-10000',
      functionArn: 'arn:f',
      acceptedAt: '2026-02-10T09:15:10.000Z',
      entries: [{ type: 'accepted' }, { type: 'lost' }],
    })
    const newest = [{ requestId: 'r-20000' }, { requestId: 'r-19999' }, { requestId: 'r-19998' }]
    expect(log.digests().slice(0, 3)).toMatchObject(newest)
    expect(log.digests().at(-1)).toMatchObject({ requestId: 'r-10000', state: 'lost' })
    expect(log.digests()).toHaveLength(10_001)
  })

  it.each([
    { type: 'attempt-ended', attempt: 1, outcome: 'success', payload: new Uint8Array(3 * 1_048_576) },
    { type: 'delivered', route: 'OnSuccess', destinationArn: 'arn:q', recordText: 'x'.repeat(3 * 1_048_576) },
    {
      type: 'kept',
      route: 'OnSuccess',
      destinationArn: 'arn:q',
      explanation: '',
      recordText: 'x'.repeat(3 * 1_048_576),
    },
    {
      type: 'delivery-failed',
      route: 'OnFailure',
      destinationArn: 'arn:q',
      recordText: 'x'.repeat(3 * 1_048_576),
      error: new Error('y'.repeat(3 * 1_048_576)),
    },
  ] as const)('keeps of payloads the first kilobyte, and no records: $type', (entry) => {
    const log = new EventLog()
    // With the texts, two hundred entries would hold 600 MB, and the oldest would be dropped.
    for (let n = 0; n < 200; n += 1) log.note({ ...entry, requestId: `r-${n}`, atMs: 0 })
    expect(log.timeline('r-0')?.entries).toHaveLength(1)
    expect(JSON.stringify(log.timeline('r-0')).length).toBeLessThan(8_000)
  })

  it('shows what an event came with, what failed, and where its log begins', () => {
    const log = new EventLog()
    const bytes = (text: string) => new TextEncoder().encode(text)
    const about = { requestId: 'r-1', functionArn: 'arn:f', acceptedAtMs: 0, atMs: 0 }
    const accepted = { ...about, type: 'accepted' } as const
    log.note({ ...accepted, payload: bytes('{"id":7}') })
    log.note({ ...about, type: 'attempt-started', attempt: 1 }, 42)
    const payload = bytes('{"errorType":"OutOfStock","errorMessage":"none left","trace":["    at f (a.mjs:1:1)"]}')
    expect(log.digests()).toMatchObject([{ state: 'running' }])
    log.note({ ...about, type: 'attempt-ended', attempt: 1, outcome: 'functionError', payload })
    const summary = log.digests()[0]?.summary
    expect(summary).toMatchObject({ errorType: 'OutOfStock', errorMessage: 'none left', payloadBytes: 8 })
    expect(summary?.fingerprint).toMatch(/^[0-9a-f]{16}$/)
    expect(log.timeline('r-1')?.entries).toMatchObject([
      { type: 'accepted', payloadBytes: 8, payloadHead: '{"id":7}' },
      { type: 'attempt-started', logPosition: 42 },
      { type: 'attempt-ended', errorType: 'OutOfStock', stack: ['    at f (a.mjs:1:1)'] },
    ])
  })

  it('keeps the newest entries within 128 MiB, whatever the number of events', () => {
    const log = new EventLog()
    const explanation = 'z'.repeat(65_536)
    for (let n = 0; n < 3_000; n += 1) {
      log.note({ type: 'accepted', requestId: `r-${n}`, functionArn: 'arn:f', acceptedAtMs: 0, atMs: 0 })
      log.note({
        type: 'kept',
        requestId: `r-${n}`,
        atMs: 0,
        route: 'OnSuccess',
        destinationArn: 'arn:q',
        recordText: '',
        explanation,
      })
    }
    const kept = log.digests().length
    expect(kept).toBeLessThanOrEqual(1_024)
    expect(kept).toBeGreaterThan(500)
    expect(kept + log.dropped).toBeGreaterThanOrEqual(3_000)
    expect(log.timeline('r-2999')?.entries).toHaveLength(2)
  })

  it('keeps the beginnings of payloads within its limits, without the character that the cut splits', () => {
    const log = new EventLog()
    const payload = Buffer.from(`"0000${'x'.repeat(1_018)}é${'y'.repeat(5_000)}"`)
    const functionArn = `arn:${'f'.repeat(20_000)}`
    for (let n = 0; n < 6_000; n += 1) {
      payload.write(String(n).padStart(4, '0'), 1)
      log.note({ type: 'accepted', requestId: `r-${n}`, functionArn, acceptedAtMs: 0, atMs: 0, payload })
      // Once it has taken the entry in, the log has its own copy.
      expect(log.changes).toBe(n + 1)
    }
    payload.fill(0)
    // 41 KB each, so that the two generations end before 10,000 events.
    const kept = log.digests().length
    expect(kept).toBeLessThanOrEqual((128 * 1_048_576) / (2 * functionArn.length + 1_023))
    expect(kept).toBeGreaterThan((64 * 1_048_576) / (2 * functionArn.length + 2_048))
    expect(log.digests()[0]?.summary).toMatchObject({ requestId: 'r-5999', payloadBytes: 6_026 })
    const heads = log.digests().map(({ requestId }) => log.timeline(requestId)?.entries[0]?.payloadHead)
    expect(heads).toEqual(heads.map((_, back) => `"${String(5_999 - back).padStart(4, '0')}${'x'.repeat(1_018)}`))
  })
})
