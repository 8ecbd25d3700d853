import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Context,
  type ContextManager,
  context,
  ProxyTracerProvider,
  ROOT_CONTEXT,
  type Span,
  type SpanOptions,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { describe, expect, it } from 'vitest'
import type { Attempt, AttemptResult } from '../ports.ts'
import { traceAttempts } from './trace-attempts.ts'

const root = '1-5759e988-bd862e3fe1be46a994272793'

const spanId = 'aaaaaaaaaaaaaaaa'

/** Notes the spans that it starts; each is in the trace of its parent, or else in one of its own. */
function createTracer() {
  const spans: Record<string, unknown>[] = []
  const startSpan = (name: string, options?: SpanOptions, context?: Context): Span => {
    const parent = context && trace.getSpanContext(context)
    const noted: Record<string, unknown> = { name, parent: parent?.spanId, ...options?.attributes }
    spans.push(noted)
    const none = trace.wrapSpanContext({ traceId: parent?.traceId ?? 'b'.repeat(32), spanId, traceFlags: 1 })
    const note = (members: Record<string, unknown>): void => void Object.assign(noted, members)
    const methods = {
      setAttribute: (key: string, value: unknown) => note({ [key]: value }),
      setStatus: ({ code: status }: { readonly code: number }) => note({ status }),
      recordException: (exception: unknown) => note({ exception }),
      end: () => note({ ended: true }),
    }
    return Object.assign(none, methods)
  }
  return { tracer: { startSpan } as Tracer, spans }
}

/** Keeps the active context over promises, as that of an SDK does. */
function createContextManager(): ContextManager {
  const contexts = new AsyncLocalStorage<Context>()
  const manager: ContextManager = {
    active: () => contexts.getStore() ?? ROOT_CONTEXT,
    with: (active, call, receiver, ...args) => contexts.run(active, () => call.apply(receiver, args)),
    bind: (_, target) => target,
    enable: () => manager,
    disable: () => manager,
  }
  return manager
}

async function attemptWith(tracer: Tracer, traceHeader: string | undefined, run: () => AttemptResult) {
  const headers: (string | undefined)[] = []
  const invoke = traceAttempts(tracer, async (attempt) => {
    headers.push(attempt.traceHeader)
    return run()
  })
  const attempt: Attempt = {
    ...{ requestId: 'r-1', reference: { functionName: 'orders', qualifier: 'live' }, payload: new Uint8Array() },
    ...{ attempt: 2, leaseEndsAtMs: () => 0, signal: new AbortController().signal },
    ...(traceHeader !== undefined && { traceHeader }),
  }
  const result = await invoke(attempt).catch((error: unknown) => error)
  return { result, headers }
}

const success = (): AttemptResult => ({ outcome: 'success', executedVersion: '$LATEST' })

describe('traceAttempts', () => {
  it.each([
    {
      header: `Root=${root};Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:a87bd80c:0`,
      parent: '53995c3f42cd8ad8',
      sent: `Root=${root};Parent=${spanId};Sampled=1;Lineage=1:a87bd80c:0`,
    },
    { header: `Root=${root}`, parent: undefined, sent: `Root=1-bbbbbbbb-${'b'.repeat(24)};Parent=${spanId};Sampled=1` },
    { header: 'x', parent: undefined, sent: `Root=1-bbbbbbbb-${'b'.repeat(24)};Parent=${spanId};Sampled=1` },
    { header: undefined, parent: undefined, sent: `Root=1-bbbbbbbb-${'b'.repeat(24)};Parent=${spanId};Sampled=1` },
  ])('continues the trace of the header $header with a span for the attempt', async ({ header, parent, sent }) => {
    const { tracer, spans } = createTracer()
    const { result, headers } = await attemptWith(tracer, header, success)
    expect(result).toEqual(success())
    expect(headers).toEqual([sent])
    expect(spans).toEqual([
      {
        name: 'invoke orders',
        parent,
        'faas.invoked_name': 'orders',
        'faas.invocation_id': 'r-1',
        'async_invoke.qualifier': 'live',
        'async_invoke.attempt': 2,
        'async_invoke.outcome': 'success',
        ended: true,
      },
    ])
  })

  it('is the parent of the spans of a function in this process, whoever called the engine', async () => {
    context.setGlobalContextManager(createContextManager())
    try {
      const caller = trace.wrapSpanContext({ traceId: 'c'.repeat(32), spanId: 'cccccccccccccccc', traceFlags: 1 })
      const seen: (string | undefined)[] = []
      const note = (): AttemptResult => {
        seen.push(trace.getActiveSpan()?.spanContext().spanId)
        return success()
      }
      const { tracer } = createTracer()
      await context.with(trace.setSpan(ROOT_CONTEXT, caller), () => attemptWith(tracer, undefined, note))
      expect(seen).toEqual([spanId])
    } finally {
      context.disable()
    }
  })

  it('marks the span of a function error, and of an invoker that throws', async () => {
    const { tracer, spans } = createTracer()
    const failed: AttemptResult = { outcome: 'functionError', executedVersion: '$LATEST' }
    expect((await attemptWith(tracer, undefined, () => failed)).result).toBe(failed)
    const broken = new Error('no connection')
    const throws = (): AttemptResult => {
      throw broken
    }
    expect((await attemptWith(tracer, undefined, throws)).result).toBe(broken)
    expect(spans).toMatchObject([
      { status: 2, 'async_invoke.outcome': 'functionError', ended: true },
      { status: 2, exception: broken, ended: true },
    ])
  })

  it.each(['startSpan', 'spanContext', 'setAttribute', 'setStatus', 'recordException', 'end'])(
    'changes no outcome where %s of an SDK throws',
    async (method) => {
      const { tracer } = createTracer()
      const broken = (): never => {
        throw new Error('a processor is broken')
      }
      const startSpan = (...given: Parameters<Tracer['startSpan']>): Span =>
        Object.assign(tracer.startSpan(...given), { [method]: broken })
      const breaking = { startSpan: method === 'startSpan' ? broken : startSpan } as Tracer
      const failed: AttemptResult = { outcome: 'functionError', executedVersion: '$LATEST' }
      const thrown = new Error('no connection')
      const throws = (): never => {
        throw thrown
      }
      expect((await attemptWith(breaking, undefined, success)).result).toEqual(success())
      expect((await attemptWith(breaking, undefined, () => failed)).result).toBe(failed)
      expect((await attemptWith(breaking, undefined, throws)).result).toBe(thrown)
    },
  )

  it.each([`Root=${root};Parent=53995c3f42cd8ad8;Sampled=1`, `Root=${root}`, undefined])(
    'leaves the header %s as it is where no SDK records',
    async (header) => {
      const none = new ProxyTracerProvider().getTracer('none')
      expect((await attemptWith(none, header, success)).headers).toEqual([header])
    },
  )
})
