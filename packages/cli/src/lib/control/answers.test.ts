import { readOutcome } from '@async-invoke/schemas/outcome'
import { describe, expect, it } from 'vitest'
import { recordOf } from '../../../test/failures.ts'
import { documentOf, type InboxMessage, messageText } from './answers.ts'

const message = {
  ...{ id: 1, destinationArn: 'arn:aws:sqs:us-east-1:123456789012:failures', requestId: 'r-1' },
  ...{ functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST', condition: 'RetriesExhausted' },
  ...{ sentAt: '2026-02-10T09:01:31.902Z', command: { QueueUrl: '', MessageBody: '' } },
} satisfies Omit<InboxMessage, 'route' | 'body'>
const ofLambda = { RequestID: 'r-1', ErrorCode: 200, ErrorMessage: 'no stock' }
const ofRule = {
  ...{ RULE_ARN: 'arn:aws:events:us-east-1:123456789012:rule/orders', TARGET_ARN: message.functionArn },
  ...{ ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: 'no permission', EXHAUSTED_RETRY_CONDITION: 'NoRetry' },
}

describe('a message of the inbox', () => {
  it.each<{ kind: string; given: Omit<InboxMessage, keyof typeof message> }>([
    { kind: 'invocation-record', given: { route: 'OnFailure', body: recordOf(1) } },
    { kind: 'dead-letter', given: { route: 'DeadLetter', body: '{"id":1}', attributes: ofLambda } },
    { kind: 'rule-dead-letter', given: { route: 'DeadLetter', body: '{}', messageAttributes: ofRule } },
  ])('is read as what it is: $kind', ({ kind, given }) => {
    const document = documentOf({ ...message, ...given })
    expect(readOutcome(document).kind).toBe(kind)
    expect(readOutcome(JSON.parse(typeof document === 'string' ? document : JSON.stringify(document))).kind).toBe(kind)
  })

  it('is shown with the attributes of a dead letter', () => {
    expect(messageText({ body: '{"id":1}', attributes: ofLambda })).toBe(
      '{"id":1}\n  RequestID     r-1\n  ErrorCode     200\n  ErrorMessage  no stock',
    )
    expect(messageText({ body: '{}' })).toBe('{}')
  })
})
