/** Before the SDK signs the request, and before it would add the trace of the function that it runs in itself. */
export const traceHeaderStep = { step: 'build', name: 'asyncInvokeTraceHeader' } as const

/** Middleware for a command that puts the event's trace header on its request, where Lambda's own requests have it. */
export function traceHeaderMiddleware(traceHeader: string) {
  return <Args extends { readonly request: unknown }, Output>(next: (args: Args) => Promise<Output>) =>
    (args: Args): Promise<Output> => {
      if (hasHeaders(args.request)) args.request.headers['X-Amzn-Trace-Id'] = traceHeader
      return next(args)
    }
}

function hasHeaders(request: unknown): request is { readonly headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request
}
