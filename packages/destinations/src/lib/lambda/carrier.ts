import type { LambdaClient } from '@aws-sdk/client-lambda'
import { type Carrier, withSignal } from '../carriers/carrier.ts'
import { traceHeaderMiddleware, traceHeaderStep } from '../carriers/trace-header.ts'
import type { LambdaInvokeInput } from './invocation.ts'

/**
 * Makes one invocation per request. The trace is the header `X-Amzn-Trace-Id`, which the invoked function receives
 * (DST-3).
 */
export function createLambdaCarrier(client: LambdaClient): Carrier<LambdaInvokeInput> {
  return {
    maxParcelsPerRequest: 1,
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
