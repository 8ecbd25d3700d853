import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callHandler, type Handler, type InvocationContext, type RunOfHandler } from './handler.ts'

const run: RunOfHandler = {
  awsRequestId: 'r-1',
  functionName: 'orders',
  functionVersion: '7',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders:live',
  getRemainingTimeInMillis: () => 900_000,
}
const answerOf = (handler: Handler) =>
  callHandler(handler, { orderId: 'A-1002' }, run).then(
    (response) => ({ response }),
    (error: unknown) => ({ error }),
  )
const soon = (then: () => void): void => void setImmediate(then)

describe('callHandler', () => {
  it.each<{ way: string; handler: Handler; expected: object }>([
    { way: 'the value that it returns', handler: ({ orderId }) => orderId, expected: { response: 'A-1002' } },
    { way: 'its promise', handler: async ({ orderId }) => orderId, expected: { response: 'A-1002' } },
    {
      way: 'its promise, although it declares a callback',
      handler: async (event, _context, _callback) => event.orderId,
      expected: { response: 'A-1002' },
    },
    {
      way: 'the response of its callback',
      handler: (event, _context, callback) => soon(() => callback(null, event.orderId)),
      expected: { response: 'A-1002' },
    },
    {
      way: 'the error of its callback',
      handler: (_event, _context, callback) => soon(() => callback('no items', 1)),
      expected: { error: 'no items' },
    },
    {
      way: 'the first call of its callback',
      handler: (_event, _context, callback) => [callback(undefined, 1), callback('late')],
      expected: { response: 1 },
    },
    { way: 'context.succeed', handler: (_, context) => context.succeed('ok'), expected: { response: 'ok' } },
    { way: 'context.done', handler: (_, context) => context.done('no'), expected: { error: 'no' } },
    { way: 'context.fail', handler: (_, context) => context.fail('no'), expected: { error: 'no' } },
    { way: 'context.fail without an error', handler: (_, context) => context.fail(), expected: { error: 'handled' } },
    {
      way: 'its answer, although it throws afterwards',
      handler: (_, context) => {
        context.succeed(1)
        throw new Error('late')
      },
      expected: { response: 1 },
    },
  ])('ends the run with $way (RUN-1)', async ({ handler, expected }) => {
    expect(await answerOf(handler)).toEqual(expected)
  })

  it('passes every member of the context that a handler reads', async () => {
    let seen: InvocationContext | undefined
    await answerOf((_, context) => {
      seen = context
      context.callbackWaitsForEmptyEventLoop = false
    })
    expect(seen).toMatchObject({
      ...run,
      callbackWaitsForEmptyEventLoop: false,
      memoryLimitInMB: '128',
      logGroupName: '/aws/lambda/orders',
      logStreamName: `1970/01/01/[7]${'0'.repeat(32)}`,
    })
  })

  it('returns the same, however a handler answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (value) => {
        const ways: readonly Handler[] = [
          () => value,
          async () => value,
          (_event, _context, callback) => callback(null, value),
          (_event, _context, callback) => soon(() => callback(undefined, value)),
          (_, context) => context.succeed(value),
        ]
        for (const way of ways) expect(await answerOf(way)).toEqual({ response: value })
      }),
      { seed: 20261129, numRuns: 100 },
    )
  })
})
