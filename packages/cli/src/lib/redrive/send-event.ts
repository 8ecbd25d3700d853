import type { ClientConfig } from '../aws/client-config.ts'
import { toServiceError } from '../aws/service-error.ts'
import { CommandError } from '../command-error.ts'
import type { Target } from './plan-event.ts'

/** Result of one invocation: the request id of the 202, or why Lambda refused this event. */
export type SendResult = { readonly requestId: string } | { readonly error: string }

export interface EventSender {
  /** Sends an event. Throws a {@link CommandError} where no further event would fare better. */
  send(target: Target, payload: string): Promise<SendResult>
  destroy(): void
}

/** Errors of Lambda that are about one event or one function. */
const errorsOfEvents = new Set([
  'InvalidParameterValueException',
  'InvalidRequestContentException',
  'RequestTooLargeException',
  'ResourceConflictException',
  'ResourceNotFoundException',
  'TooManyRequestsException',
  'ValidationException',
])

/** Creates a sender with a client for each region. */
export async function createEventSender(config: ClientConfig): Promise<EventSender> {
  const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda')
  const clients = new Map<string | undefined, InstanceType<typeof LambdaClient>>()
  const clientOf = (region: string | undefined): InstanceType<typeof LambdaClient> => {
    const client = clients.get(region) ?? new LambdaClient({ ...config, ...(region !== undefined && { region }) })
    clients.set(region, client)
    return client
  }
  return {
    async send({ functionName, qualifier, region }, payload) {
      try {
        const answer = await clientOf(region).send(
          new InvokeCommand({
            FunctionName: functionName,
            InvocationType: 'Event',
            Payload: Buffer.from(payload),
            ...(qualifier !== undefined && { Qualifier: qualifier }),
          }),
        )
        const { requestId } = answer.$metadata
        if (answer.StatusCode === 202 && requestId !== undefined) return { requestId }
      } catch (cause) {
        if (cause instanceof Error && errorsOfEvents.has(cause.name))
          return { error: `${cause.name}: ${cause.message}` }
        throw toServiceError(cause, `function ${functionName}`)
      }
      throw new CommandError(`function ${functionName}: the answer is not that of Lambda; check --endpoint-url`)
    },
    destroy() {
      for (const client of clients.values()) client.destroy()
    },
  }
}
