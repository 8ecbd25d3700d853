import { asSqsEvent } from '@async-invoke/destinations/testing'
import { describe, expect, it, vi } from 'vitest'
import { handler } from '../src/consumer.ts'

const attributes = { RequestID: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21', ErrorCode: 200, ErrorMessage: 'no stock' }
const deadLetter = { payload: '{"orderId":"A-1002"}', attributes }

describe('the consumer', () => {
  it('writes a line about a dead letter, and returns only the message that it cannot read', async () => {
    const lines = vi.spyOn(console, 'log').mockReturnValue()
    const failures = vi.spyOn(console, 'error').mockReturnValue()
    const { Records } = asSqsEvent([deadLetter])
    const unreadable = { ...Records[0], messageId: 'unreadable', body: 'hello', messageAttributes: {} }
    try {
      expect(await handler({ Records: [...Records, unreadable] })).toEqual({
        batchItemFailures: [{ itemIdentifier: 'unreadable' }],
      })
      expect(lines.mock.calls.flat().map((line) => JSON.parse(line))).toMatchObject([
        { requestId: attributes.RequestID, reason: 'handler-error', message: 'no stock', event: deadLetter.payload },
      ])
      expect(String(failures.mock.calls)).toContain('unreadable')
    } finally {
      lines.mockRestore()
      failures.mockRestore()
    }
  })
})
