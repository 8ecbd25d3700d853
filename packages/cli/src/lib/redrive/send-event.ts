import type { LambdaClient } from '@aws-sdk/client-lambda'
import type { SQSClient } from '@aws-sdk/client-sqs'
import type { ClientConfig } from '../aws/client-config.ts'
import { toServiceError } from '../aws/service-error.ts'
import { CommandError } from '../command-error.ts'
import type { QueueTarget, Target } from './plan-event.ts'

/** The request id of the 202, or the id of the message; or why this event was refused. */
export type SendResult = { readonly requestId: string } | { readonly error: string }

export interface EventSender {
  /** Throws a {@link CommandError} where nothing can be sent, as without credentials or a region. */
  prepare(target: Target): Promise<void>
  /** Sends an event. Throws a {@link CommandError} where no further event would fare better. */
  send(target: Target, payload: string): Promise<SendResult>
  destroy(): void
}

/** Errors of Lambda that are about one event or one function. */
const errorsOfEvents = new Set([
  'InvalidParameterValueException',
  'InvalidRequestContentException',
  // The first on the wire, the second in the model (U-03).
  'RequestEntityTooLargeException',
  'RequestTooLargeException',
  'ResourceConflictException',
  'ResourceNotFoundException',
  'TooManyRequestsException',
  'ValidationException',
])

/** Errors of SQS that are about one message. */
const errorsOfMessages = new Set(['InvalidMessageContents', 'InvalidParameterValue', 'InvalidParameterValueException'])

/** Creates a sender to functions or queues, with a client for each region. */
export async function createEventSender(config: ClientConfig, to?: Target): Promise<EventSender> {
  return to !== undefined && 'queueUrl' in to ? createQueueSender(config, to) : createInvoker(config)
}

async function createInvoker(config: ClientConfig): Promise<EventSender> {
  const sdk = await import('@aws-sdk/client-lambda')
  const clients = new Map<string | undefined, LambdaClient>()
  const clientOf = (region: string | undefined): LambdaClient => {
    const client = clients.get(region) ?? new sdk.LambdaClient({ ...config, ...(region !== undefined && { region }) })
    clients.set(region, client)
    return client
  }
  return {
    prepare: (target) =>
      'queueUrl' in target ? Promise.resolve() : resolve(clientOf(target.region), `function ${target.functionName}`),
    async send(target, payload) {
      if ('queueUrl' in target) throw new Error('a queue is not invoked')
      const { functionName, qualifier, region } = target
      const command = new sdk.InvokeCommand({
        FunctionName: functionName,
        InvocationType: 'Event',
        Payload: Buffer.from(payload),
        ...(qualifier !== undefined && { Qualifier: qualifier }),
      })
      const sent = await sendOr(() => clientOf(region).send(command), errorsOfEvents, `function ${functionName}`)
      if ('error' in sent) return sent
      const { requestId } = sent.answer.$metadata
      if (sent.answer.StatusCode === 202 && requestId !== undefined) return { requestId }
      throw new CommandError(`function ${functionName}: the answer is not that of Lambda; check --endpoint-url`)
    },
    destroy() {
      for (const client of clients.values()) client.destroy()
    },
  }
}

async function createQueueSender(config: ClientConfig, { queueUrl, region }: QueueTarget): Promise<EventSender> {
  const sdk = await import('@aws-sdk/client-sqs')
  // Without an endpoint of its own, the client sends to the host of the URL.
  const { endpoint = new URL(queueUrl).origin } = config
  const client = new sdk.SQSClient({ ...config, endpoint, ...(region !== undefined && { region }) })
  return {
    prepare: () => resolve(client, `queue ${queueUrl}`),
    async send(_, payload) {
      const command = new sdk.SendMessageCommand({ QueueUrl: queueUrl, MessageBody: payload })
      const sent = await sendOr(() => client.send(command), errorsOfMessages, `queue ${queueUrl}`)
      if ('error' in sent) return sent
      if (sent.answer.MessageId !== undefined) return { requestId: sent.answer.MessageId }
      throw new CommandError(`queue ${queueUrl}: the answer is not that of SQS; check --endpoint-url`)
    },
    destroy: () => client.destroy(),
  }
}

/** Resolves what a client needs before its first request; it keeps what it has found. */
async function resolve({ config }: Pick<SQSClient | LambdaClient, 'config'>, subject: string): Promise<void> {
  try {
    await Promise.all([config.credentials(), config.region()])
  } catch (cause) {
    throw toServiceError(cause, subject)
  }
}

/** Returns the answer, or the error if it is about this event alone. */
async function sendOr<Answer>(
  send: () => Promise<Answer>,
  ofEvents: ReadonlySet<string>,
  subject: string,
): Promise<{ readonly answer: Answer } | { readonly error: string }> {
  try {
    return { answer: await send() }
  } catch (cause) {
    if (cause instanceof Error && ofEvents.has(cause.name)) return { error: `${cause.name}: ${cause.message}` }
    throw toServiceError(cause, subject)
  }
}
