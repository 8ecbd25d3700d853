import { readOutcomes } from '@async-invoke/schemas'
import { describe, expect, it } from 'vitest'
import { deadLetterAttributes, recordOf } from '../../../test/failures.ts'
import { createFilter } from './filter.ts'

function candidateOf(input: unknown) {
  const source = { input, position: 'failures.ndjson:1', sentAtMs: 0 }
  const [outcome] = readOutcomes(input).outcomes
  if (outcome === undefined) throw new Error('no outcome')
  return { outcome, source }
}

const record = candidateOf(recordOf(7))
const letter = candidateOf({ MessageId: 'm', Body: '{"total":12}', MessageAttributes: deadLetterAttributes('r-1') })

describe('a filter', () => {
  it.each([
    { expression: 'functionName == "orders" && qualifier == "$LATEST"', of: 'a record', isTrue: true },
    { expression: 'reason == "handler-error" && condition == "RetriesExhausted"', of: 'a record', isTrue: true },
    { expression: 'error.errorType == "ValidationError"', of: 'a record', isTrue: true },
    { expression: 'error.errorMessage.contains("no items")', of: 'a record', isTrue: true },
    { expression: 'error.errorMessage.matches("^Order A-[0-9]+ ")', of: 'a record', isTrue: true },
    { expression: 'attempts == 3', of: 'a record', isTrue: true },
    { expression: 'time >= "2026-02-10T09:07" && time < "2026-02-10T09:08"', of: 'a record', isTrue: true },
    { expression: 'payload.orderId in ["A-7", "A-8"]', of: 'a record', isTrue: true },
    { expression: 'has(payload.total) && payload.total > 10', of: 'a record', isTrue: false },
    { expression: 'payload.?total.orValue(0) > 10', of: 'a record', isTrue: false },
    { expression: 'has(payload.total) && payload.total > 10', of: 'a dead letter', isTrue: true },
    { expression: 'functionName == "" && time == "1970-01-01T00:00:00.000Z"', of: 'a dead letter', isTrue: true },
    { expression: 'fingerprint == "" || position != "failures.ndjson:1"', of: 'a record', isTrue: false },
  ])('says $isTrue for $expression of $of', ({ expression, of, isTrue }) => {
    const filter = createFilter(expression)
    expect(filter.choose([of === 'a record' ? record : letter])).toEqual([isTrue])
    expect(filter.undecided).toEqual({ count: 0 })
  })

  it.each([
    { expression: 'reazon == "timeout"', fault: 'column 1: Unknown variable: reazon; did you mean reason?' },
    { expression: '"😀" == kind && nope', fault: 'column 16: Unknown variable: nope; there are: kind, functionName, ' },
    { expression: 'true &&\n  nope', fault: 'line 2, column 3: Unknown variable: nope; there are: kind, ' },
    { expression: 'reason = "timeout"', fault: 'column 8: Unexpected character: =' },
    { expression: 'reason == 5', fault: 'column 1: no such overload: string == int' },
    { expression: 'error.kind == ""', fault: 'column 7: No such key: kind' },
    { expression: '(', fault: 'column 2: Unexpected token: EOF' },
    { expression: '('.repeat(10_000), fault: 'column 51: Exceeded maxDepth (50)' },
  ])('refuses an expression at its fault: $fault', ({ expression, fault }) => {
    expect(() => createFilter(expression)).toThrow(`--filter, ${fault}`)
  })

  it.each(['!', '-', '!-'])('refuses an expression of 20,000 %s', (operator) => {
    expect(() => createFilter(`${operator.repeat(20_000)}true`)).toThrow('--filter nests too deeply')
  })

  it('refuses an expression that is no condition', () => {
    expect(() => createFilter('attempts + 1')).toThrow('--filter is no condition, but of type int')
  })

  it.each([
    { expression: 'payload.total > 10', reason: 'No such key: total' },
    { expression: 'payload.constructor == null', reason: 'No such key: constructor' },
    { expression: 'payload.orderId', reason: 'is neither true nor false' },
    { expression: 'payload.orderId.matches("[")', reason: 'Invalid regular expression: [' },
  ])('leaves out and counts what $expression has no answer for', ({ expression, reason }) => {
    const filter = createFilter(expression)
    expect(filter.choose([record, record])).toEqual([false, false])
    expect(filter.undecided).toEqual({ count: 2, reason })
  })

  it('is stopped when an expression takes too long', () => {
    const slow = candidateOf(recordOf(1, { requestPayload: { text: `${'a'.repeat(64)}!` } }))
    const filter = createFilter('payload.text.matches("^(a+)+$")', 50)
    expect(() => filter.choose([slow])).toThrow('--filter takes too long, and was stopped at failures.ndjson:1')
    expect(createFilter('true').choose([slow])).toEqual([true])
  })
})
