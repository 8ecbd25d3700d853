import type { SQSClient } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'
import { SqsStoreError } from '../store-error.ts'
import { SqsQueue } from './sqs-queue.ts'

/** A queue whose service carries out no entry of a batch. */
function queueThatFails(failure: { readonly Code: string; readonly SenderFault: boolean }): SqsQueue {
  const send = async ({ input }: { readonly input: { readonly Entries: readonly { readonly Id: string }[] } }) => ({
    Failed: input.Entries.map(({ Id }) => ({ Id, ...failure })),
  })
  return new SqsQueue({ client: { send } as unknown as SQSClient, url: 'https://q', lingerMs: 0, onError: () => {} })
}

const codeOf = (call: Promise<unknown>): Promise<unknown> =>
  call.catch((error: unknown) => (error instanceof SqsStoreError ? error.code : error))

describe('an entry of a batch that SQS does not carry out', () => {
  it.each(['ReceiptHandleIsInvalid', 'InvalidParameterValue', 'MessageNotInflight'])(
    'by %s has no message any more: it counts as deleted, and its lease as lost',
    async (Code) => {
      const queue = queueThatFails({ Code, SenderFault: true })
      expect(await codeOf(queue.delete('r'))).toBeUndefined()
      expect(await codeOf(queue.changeVisibility('r', 30))).toBe('stale')
    },
  )

  it.each([
    { Code: 'RequestThrottled', SenderFault: true, code: 'throttled' },
    { Code: 'KMS.ThrottlingException', SenderFault: true, code: 'throttled' },
    { Code: 'AWS.SimpleQueueService.OverLimit', SenderFault: true, code: 'throttled' },
    { Code: 'KMS.AccessDeniedException', SenderFault: true, code: 'no-permission' },
    { Code: 'ServiceUnavailable', SenderFault: true, code: 'failed' },
    { Code: 'InternalError', SenderFault: false, code: 'failed' },
    { Code: 'ReceiptHandleIsInvalid', SenderFault: false, code: 'failed' },
  ])('by $Code still has its message, and fails with $code', async ({ code, ...failure }) => {
    const queue = queueThatFails(failure)
    expect(await codeOf(queue.delete('r'))).toBe(code)
    expect(await codeOf(queue.changeVisibility('r', 30))).toBe(code)
  })
})
