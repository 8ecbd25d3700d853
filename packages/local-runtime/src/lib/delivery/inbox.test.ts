import { describe, expect, it } from 'vitest'
import { Inbox } from './inbox.ts'

const message = (requestId: string, body: string) =>
  ({
    destinationArn: 'arn:q',
    route: 'OnSuccess',
    requestId,
    functionArn: 'arn:f',
    condition: 'Success',
    body,
    command: { MessageBody: body, QueueUrl: 'https://sqs/q' },
    sentAt: '2026-02-10T09:15:00.000Z',
  }) as const

describe('Inbox', () => {
  it('keeps the newest 10,000 messages', () => {
    const inbox = new Inbox()
    for (let n = 0; n <= 10_000; n += 1) inbox.add(message(`r-${n}`, '{}'))
    expect([inbox.messages().length, inbox.messages()[0]?.requestId]).toEqual([10_000, 'r-1'])
  })

  it('keeps the newest messages within 128 MiB, counts the others, and keeps as many again after clear()', () => {
    const inbox = new Inbox()
    const body = 'x'.repeat(1_048_576)
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 64; n += 1) inbox.add(message(`r-${n}`, body))
      expect([inbox.messages().length, inbox.dropped]).toEqual([63, 1])
      expect(inbox.messages()[0]?.requestId).toBe('r-1')
      inbox.clear()
      expect([inbox.messages().length, inbox.dropped]).toEqual([0, 0])
    }
  })

  it('counts what a client may make long', () => {
    const inbox = new Inbox()
    const traceHeader = `Root=1-5f;${'x'.repeat(1_048_576)}`
    for (let n = 0; n < 64; n += 1) inbox.add({ ...message(`r-${n}`, '{}'), traceHeader })
    expect([inbox.messages().length, inbox.dropped]).toEqual([63, 1])
  })
})
