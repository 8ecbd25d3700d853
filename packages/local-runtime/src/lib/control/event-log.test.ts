import { describe, expect, it } from 'vitest'
import { EventLog } from './event-log.ts'

describe('EventLog', () => {
  it('keeps the timelines of the newest 10,000 to 20,000 events', () => {
    const log = new EventLog()
    const accept = (n: number) =>
      log.note({ type: 'accepted', requestId: `r-${n}`, functionArn: 'arn:f', atMs: 1_770_714_900_000 + n })
    for (let n = 0; n < 20_000; n += 1) accept(n)
    expect(log.timeline('r-0')).toBeDefined()
    accept(20_000)
    log.note({ type: 'lost', requestId: 'r-10000', atMs: 1_770_714_900_000 })
    expect(log.timeline('r-9999')).toBeUndefined()
    expect(log.timeline('r-10000')).toMatchObject({
      requestId: 'r-10000',
      functionArn: 'arn:f',
      acceptedAt: '2026-02-10T09:15:10.000Z',
      entries: [{ type: 'accepted' }, { type: 'lost' }],
    })
    const newest = [{ requestId: 'r-20000' }, { requestId: 'r-19999' }, { requestId: 'r-19998' }]
    expect(log.summaries(3)).toMatchObject(newest)
    expect(log.summaries(1, 'lost')).toMatchObject([{ requestId: 'r-10000' }])
    expect(log.summaries(100_000)).toHaveLength(10_001)
  })
})
