import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costInJson } from '../../../../../scripts/cost-in-json.ts'
import { readVectors } from '../../../test/vectors.ts'
import { fingerprint } from './fingerprint.ts'
import { readOutcome } from './read-outcome.ts'

interface Failure {
  readonly functionName?: string
  readonly errorType?: string
  readonly errorMessage?: string
  readonly frame?: string
}
const of = ({
  functionName = 'f',
  errorType = 'Error',
  errorMessage = 'no items',
  frame = 'at f (a.mjs:3:9)',
}: Failure) =>
  fingerprint(
    readOutcome({
      version: '1.0',
      timestamp: '2026-02-10T09:20:31.902Z',
      requestContext: {
        requestId: 'r',
        functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionName}:1`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: {},
      responseContext: { statusCode: 200, executedVersion: '1', functionError: 'Unhandled' },
      responsePayload: { errorType, errorMessage, trace: [`${errorType}: ${errorMessage}`, `    ${frame}`] },
    }),
  )
const deadLetter = (ErrorMessage: string) =>
  fingerprint(
    readOutcome({
      body: '{}',
      messageAttributes: { RequestID: { stringValue: 'r' }, ErrorMessage: { stringValue: ErrorMessage } },
    }),
  )

describe('fingerprint', () => {
  it.each<{ name: string; a: Failure; b: Failure }>([
    { name: 'numbers', a: { errorMessage: 'order 7 has 3.5 items' }, b: { errorMessage: 'order 1002 has 12 items' } },
    { name: 'ids', a: { errorMessage: 'no A-1001' }, b: { errorMessage: 'no 2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21' } },
    { name: 'lines', a: { frame: 'at f (a.mjs:3:9)' }, b: { frame: 'at f (a.mjs:14:1)' } },
  ])('is the same for faults that differ in $name', ({ a, b }) => expect(of(a)).toBe(of(b)))

  it.each<{ name: string; other: Failure }>([
    { name: 'function', other: { functionName: 'g' } },
    { name: 'type', other: { errorType: 'TypeError' } },
    { name: 'message', other: { errorMessage: 'no order' } },
    { name: 'frame', other: { frame: 'at g (a.mjs:3:9)' } },
  ])('differs for another $name', ({ other }) => expect(of(other)).not.toBe(of({})))

  it.each<{ runtime: string; error: (orderId: number, line: number, frame: string) => object }>([
    {
      runtime: 'Go',
      error: (id, line, label) => ({
        errorType: 'boundsError',
        errorMessage: `index ${id} out of range`,
        stackTrace: [
          { path: 'main.go', line, label },
          { path: 'proc.go', line: line + 9, label: 'main' },
        ],
      }),
    },
    {
      runtime: 'Java, with causes',
      error: (id, line, frame) => ({
        errorType: 'com.example.OrderException',
        errorMessage: `order ${id} has no items`,
        stackTrace: [`com.example.Handler.${frame}(Handler.java:${line})`, `com.example.Main.main(Main.java:${line})`],
        cause: {
          errorType: 'java.io.IOException',
          errorMessage: `socket ${id} closed`,
          stackTrace: [`java.net.Socket.read(Socket.java:${line})`],
        },
      }),
    },
    {
      runtime: '.NET, with causes',
      error: (id, line, frame) => ({
        errorType: 'AggregateException',
        errorMessage: `One or more errors occurred. (order ${id})`,
        stackTrace: [`at Orders.Function.${frame}(Order order) in /src/Function.cs:line ${line}`],
        cause: null,
        causes: [{ errorType: 'TimeoutException', errorMessage: `no answer after ${id} ms`, stackTrace: [] }],
      }),
    },
    {
      runtime: 'Ruby',
      error: (id, line, frame) => ({
        errorType: 'Function<ArgumentError>',
        errorMessage: `no items in ${id}`,
        stackTrace: [`/var/task/function.rb:${line}:in \`${frame}'`, `/var/task/main.rb:${line}:in \`main'`],
      }),
    },
    {
      runtime: 'PHP',
      error: (id, line, frame) => ({
        errorType: 'RuntimeException',
        errorMessage: `no items in ${id}`,
        stackTrace: [`#0 /var/task/index.php(${line}): ${frame}()`, '#1 {main}'],
      }),
    },
    {
      runtime: 'Rust',
      error: (id, _, frame) => ({ errorType: `orders::${frame}`, errorMessage: `no items in ${id}` }),
    },
    {
      runtime: 'Python',
      error: (id, line, frame) => ({
        errorType: 'ValidationError',
        errorMessage: `order ${id} has no items`,
        stackTrace: [
          `  File "/var/task/main.py", line ${line}, in main\n    handler(order)\n`,
          `  File "/var/task/handler.py", line ${line}, in ${frame}\n    raise ValidationError\n`,
        ],
      }),
    },
    {
      runtime: 'Node.js, with causes',
      error: (id, line, frame) => ({
        errorType: 'Error',
        errorMessage: `no order ${id}`,
        trace: [`Error: no order ${id}`, `    at ${frame} (/var/task/index.mjs:${line}:9)`, '    at main (a.mjs:1:1)'],
        cause: { name: 'TypeError', message: `fetch ${id} failed`, stack: `TypeError\n    at fetch (node:${line})` },
      }),
    },
  ])('is stable over ids and lines of $runtime, and differs for another frame', ({ error }) => {
    const of = (payload: object) =>
      fingerprint(
        readOutcome({
          version: '1.0',
          timestamp: '2026-02-10T09:20:31.902Z',
          requestContext: {
            requestId: 'r',
            functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:1',
            condition: 'RetriesExhausted',
            approximateInvokeCount: 3,
          },
          requestPayload: {},
          responseContext: { statusCode: 200, executedVersion: '1', functionError: 'Unhandled' },
          responsePayload: payload,
        }),
      )
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (id, line, otherId, otherLine) => {
        expect(of(error(id, line, 'handle'))).toBe(of(error(otherId, otherLine, 'handle')))
        expect(of(error(id, line, 'handle'))).not.toBe(of(error(id, line, 'cancel')))
      }),
      { seed: 9, numRuns: 20 },
    )
  })

  it('groups dead letters by their message alone (DLQ-3)', () => {
    expect(deadLetter('RequestId: r Error: Task timed out after 3.00 seconds')).toBe(
      deadLetter('RequestId: s Error: Task timed out after 10.00 seconds'),
    )
    expect(deadLetter('no items')).not.toBe(deadLetter('no order'))
  })

  it('is 16 hexadecimal digits, equal in every run', () => {
    for (const { content } of readVectors<{ input: unknown }>('outcomes'))
      expect(fingerprint(readOutcome(content.input))).toMatch(/^[0-9a-f]{16}$/)
    expect(deadLetter('no items')).toBe('241bef5ae0fb744c')
  })

  it('never throws, and runs in linear time', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => fingerprint(readOutcome(value)).length === 16),
      { seed: 3 },
    )
    const texts = ['a-'.repeat(500_000), '#,'.repeat(500_000), '1.'.repeat(500_000)]
    expect(costInJson(() => texts.map((text) => deadLetter(text)))).toBeLessThan(400)
  })
})
