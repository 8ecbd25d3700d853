import { parseArn } from '@async-invoke/schemas/function-reference'
import type { SQS } from '@aws-sdk/client-sqs'
import type { Inbox } from '../../delivery/inbox.ts'

/** What a trigger sends to its dead-letter queue when it cannot invoke. */
export interface TriggerDeadLetter {
  readonly queueArn: string
  /** Id of the event that was not delivered. */
  readonly id: string
  readonly functionArn: string
  readonly body: string
  /** Message attributes; numbers are of the type `Number`. */
  readonly attributes: Readonly<Record<string, string | number>>
  /** Code of the error, for the inbox. */
  readonly code: string
}

export type SendDeadLetter = (letter: TriggerDeadLetter) => Promise<void>

/** Creates the sender of triggers' dead letters: to the endpoint of SQS, or to the inbox without one. */
export function createSendDeadLetter(sqs: SQS | undefined, inbox: Inbox, nowMs: () => number): SendDeadLetter {
  return async ({ queueArn, id, functionArn, body, attributes, code }) => {
    const { resource = '', accountId } = parseArn(queueArn) ?? {}
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        name,
        { DataType: typeof value === 'number' ? 'Number' : 'String', StringValue: String(value) },
      ]),
    )
    if (sqs !== undefined) {
      const { QueueUrl } = await sqs.getQueueUrl({ QueueName: resource, QueueOwnerAWSAccountId: accountId })
      await sqs.sendMessage({ QueueUrl, MessageBody: body, MessageAttributes })
      return
    }
    inbox.add({
      ...{ destinationArn: queueArn, route: 'DeadLetter', requestId: id, functionArn, condition: code, body },
      command: { QueueUrl: queueArn, MessageBody: body },
      messageAttributes: attributes,
      sentAt: new Date(nowMs()).toISOString(),
    })
  }
}
