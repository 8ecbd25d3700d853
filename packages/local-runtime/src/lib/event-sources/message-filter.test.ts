import { describe, expect, it } from 'vitest'
import { createMessageFilter } from './message-filter.ts'
import { toSqsRecord } from './sqs-record.ts'

const source = { queueArn: 'arn:aws:sqs:us-east-1:123456789012:q', region: 'us-east-1', hasWindow: false }
const record = (body: string) => toSqsRecord({ MessageId: 'm-1', Body: body }, source)
const filterOf = (...patterns: readonly object[]) =>
  createMessageFilter(patterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) })))

describe('createMessageFilter', () => {
  it.each([
    { patterns: [], passing: ['{"a":1}', 'text'], dropped: [] },
    { patterns: [{ body: { a: [1] } }], passing: ['{"a":1}'], dropped: ['{"a":2}', 'text', '[1]', '1'] },
    { patterns: [{ body: ['text'] }], passing: ['text'], dropped: ['other', '{"a":1}'] },
    { patterns: [{ body: { a: [1] } }, { body: ['text'] }], passing: ['{"a":1}', 'text'], dropped: ['{"a":2}'] },
    { patterns: [{ eventSource: ['aws:sqs'] }], passing: ['text', '{"a":1}'], dropped: [] },
    { patterns: [{ eventSource: ['aws:sns'] }], passing: [], dropped: ['text'] },
  ])('passes $passing and drops $dropped with $patterns (ESM-4)', ({ patterns, passing, dropped }) => {
    const filter = filterOf(...patterns)
    expect(passing.map((body) => filter(record(body)))).toEqual(passing.map(() => true))
    expect(dropped.map((body) => filter(record(body)))).toEqual(dropped.map(() => false))
  })
})
