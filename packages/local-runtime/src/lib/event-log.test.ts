import { expect, it } from 'vitest'
import { EventLog } from './event-log.ts'

it('remembers the newest 10,000 events, each with all that happened to it', () => {
  const log = new EventLog()
  const accepted = (n: number) =>
    log.note({ type: 'accepted', requestId: `r-${n}`, functionArn: 'arn:f', atMs: 1_770_714_900_000 + n })
  for (let n = 0; n < 10_000; n += 1) accepted(n)
  log.note({ type: 'lost', requestId: 'r-1', atMs: 1_770_714_900_000 })
  expect(log.timeline('r-0')).toBeDefined()
  accepted(10_000)
  expect(log.timeline('r-0')).toBeUndefined()
  expect(log.timeline('r-1')).toMatchObject({
    requestId: 'r-1',
    functionArn: 'arn:f',
    acceptedAt: '2026-02-10T09:15:00.001Z',
    entries: [{ type: 'accepted' }, { type: 'lost' }],
  })
  expect(log.summaries(2)).toMatchObject([{ requestId: 'r-10000' }, { requestId: 'r-9999' }])
})
