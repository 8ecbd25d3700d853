import type { InvokeCommand } from '@aws-sdk/client-lambda'
import { headerValue } from '../header-value.ts'

/**
 * Sets the trace header of a call before the SDK adds the one of the function that it runs in, and notes when its request is
 * handed to the network: credentials and endpoint are known by then.
 */
export function watchRequest(command: InvokeCommand, traceHeader: string | undefined): { readonly wasMade: boolean } {
  const watch = { wasMade: false }
  if (traceHeader !== undefined)
    command.middlewareStack.add(
      (next) => (args) => {
        const { request } = args
        if (hasHeaders(request)) request.headers['X-Amzn-Trace-Id'] = headerValue(traceHeader)
        return next(args)
      },
      { step: 'build', name: 'asyncInvokeTraceHeader' },
    )
  command.middlewareStack.add(
    (next) => (args) => {
      watch.wasMade = true
      return next(args)
    },
    { step: 'deserialize', priority: 'low', name: 'asyncInvokeWatchRequest' },
  )
  return watch
}

function hasHeaders(request: unknown): request is { readonly headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request
}
