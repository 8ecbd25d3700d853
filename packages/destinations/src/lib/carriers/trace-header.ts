/** Printable characters of ASCII; Lambda's own header has some 150. */
const carriable = /^[\x20-\x7e]{1,1024}$/

/** The trace header of an event, unless no request can carry it: the record is sent without it. */
export function carriedTraceHeader(traceHeader: string | undefined): string | undefined {
  return traceHeader !== undefined && carriable.test(traceHeader) ? traceHeader : undefined
}

/** Runs before the SDK signs the request, and before it adds the trace of the function that it runs in. */
export const traceHeaderStep = { step: 'build', name: 'asyncInvokeTraceHeader' } as const

/** Middleware that sets the event's trace header on a request, as Lambda does. */
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
