import {
  context,
  diag,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import type { Attempt, Invoke } from '../ports.ts'

/**
 * Wraps an `invoke`, so that each attempt is a span of an OpenTelemetry tracer: `invoke orders`, with the id of the event, the
 * number of the attempt and its outcome; an error where the function failed. The event's `X-Amzn-Trace-Id` is its parent, and the
 * function gets the header with the span as `Parent`. While `invoke` runs, it is the active span. Where no SDK records, attempts
 * pass through as they are; one that throws changes no outcome.
 *
 * @example
 * ```ts
 * const invoke = traceAttempts(trace.getTracer('worker'), createHttpInvoker({ url }))
 * ```
 */
export function traceAttempts<Executable>(tracer: Tracer, invoke: Invoke<Executable>): Invoke<Executable> {
  return async (attempt) => {
    const parent = readTraceHeader(attempt.traceHeader)
    const span = quietly(() => startSpan(tracer, attempt, parent))
    if (span === undefined) return invoke(attempt)
    try {
      const traced = quietly(() => within(attempt, span, parent)) ?? attempt
      const result = await context.with(trace.setSpan(ROOT_CONTEXT, span), () => invoke(traced))
      quietly(() => {
        span.setAttribute('async_invoke.outcome', result.outcome)
        if (result.outcome !== 'success') span.setStatus({ code: SpanStatusCode.ERROR, message: result.outcome })
      })
      return result
    } catch (error) {
      quietly(() => {
        span.recordException(error instanceof Error ? error : String(error))
        span.setStatus({ code: SpanStatusCode.ERROR })
      })
      throw error
    } finally {
      quietly(() => span.end())
    }
  }
}

/** Calls an SDK, whose processors may throw: the attempt goes on, and OpenTelemetry's log has the error. */
function quietly<Result>(call: () => Result): Result | undefined {
  try {
    return call()
  } catch (error) {
    diag.error('async-invoke could not trace an attempt', error)
    return undefined
  }
}

function startSpan(tracer: Tracer, attempt: Attempt<unknown>, parent: SpanContext | undefined): Span {
  const { requestId, reference } = attempt
  const attributes = {
    'faas.invoked_name': reference.functionName,
    'faas.invocation_id': requestId,
    'async_invoke.attempt': attempt.attempt,
    ...(reference.qualifier !== undefined && { 'async_invoke.qualifier': reference.qualifier }),
  }
  return tracer.startSpan(
    `invoke ${reference.functionName}`,
    { kind: SpanKind.CONSUMER, attributes },
    parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent),
  )
}

/** The attempt as a child of the span. Without an SDK, the span is its parent. */
function within<Executable>(
  attempt: Attempt<Executable>,
  span: Span,
  parent: SpanContext | undefined,
): Attempt<Executable> {
  const own = span.spanContext()
  return trace.isSpanContextValid(own) && own.spanId !== parent?.spanId ? continued(attempt, own) : attempt
}

/** X-Ray's id of a trace: W3C's, with its first eight digits apart. */
const rootPattern = /^1-([0-9a-f]{8})-([0-9a-f]{24})$/

/** Reads the span that a trace header names; `undefined` without one. */
function readTraceHeader(header: string | undefined): SpanContext | undefined {
  const parts = new Map(partsOf(header))
  const [, seconds = '', rest = ''] = rootPattern.exec(parts.get('Root') ?? '') ?? []
  const spanId = parts.get('Parent') ?? ''
  if (seconds === '' || !/^[0-9a-f]{16}$/.test(spanId)) return undefined
  return { traceId: seconds + rest, spanId, traceFlags: parts.get('Sampled') === '1' ? 1 : 0, isRemote: true }
}

/** The attempt with the span as the parent in its trace header; the other parts, such as `Lineage`, stay. */
function continued<Executable>(attempt: Attempt<Executable>, span: SpanContext): Attempt<Executable> {
  const own = [
    ['Root', `1-${span.traceId.slice(0, 8)}-${span.traceId.slice(8)}`],
    ['Parent', span.spanId],
    ['Sampled', String(span.traceFlags & 1)],
  ]
  const others = partsOf(attempt.traceHeader).filter(([name]) => !own.some(([each]) => each === name))
  return { ...attempt, traceHeader: [...own, ...others].map(([name, value]) => `${name}=${value}`).join(';') }
}

function partsOf(header = ''): readonly (readonly [name: string, value: string])[] {
  return header.split(';').flatMap((part) => {
    const at = part.indexOf('=')
    return at === -1 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const]
  })
}
