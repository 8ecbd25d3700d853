import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
    const startedAt = performance.now()
    for (const text of ['a-'.repeat(500_000), '#,'.repeat(500_000), '1.'.repeat(500_000)]) deadLetter(text)
    expect(performance.now() - startedAt).toBeLessThan(3_000)
  })
})
