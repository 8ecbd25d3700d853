import type { LambdaClient } from '@aws-sdk/client-lambda'
import { formatLambdaInvocation, type LambdaInvocation } from '../lambda-invocation.ts'
import { type Carrier, withSignal } from './carrier.ts'
import { isDeadLetter } from './sendable.ts'
import { traceHeaderMiddleware, traceHeaderStep } from './trace-header.ts'

/** One invocation at a time; the trace is the request's `X-Amzn-Trace-Id`, which the destination's events keep (DST-3). */
export function createLambdaCarrier(client: LambdaClient): Carrier<LambdaInvocation> {
  return {
    parcelsPerRequest: 1,
    addressOf: async () => '',
    format(sendable) {
      if (isDeadLetter(sendable)) throw new TypeError('a function takes no dead letters')
      return formatLambdaInvocation(sendable)
    },
    groupOf: ({ command }) => command.FunctionName,
    async send([parcel], signal) {
      if (parcel === undefined) return []
      const { InvokeCommand } = await import('@aws-sdk/client-lambda')
      const command = new InvokeCommand(parcel.command)
      const { traceHeader } = parcel
      if (traceHeader !== undefined) command.middlewareStack.add(traceHeaderMiddleware(traceHeader), traceHeaderStep)
      await client.send(command, withSignal(signal))
      return [{ sent: true }]
    },
  }
}
