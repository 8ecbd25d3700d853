import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import type { InvocationRecord } from './invocation-record.ts'
import {
  isEventAgeExceeded,
  isFailure,
  isRetriesExhausted,
  isSuccess,
  isZeroReservedConcurrency,
} from './invocation-record-conditions.ts'

const guards = {
  Success: isSuccess,
  RetriesExhausted: isRetriesExhausted,
  EventAgeExceeded: isEventAgeExceeded,
  ZeroReservedConcurrency: isZeroReservedConcurrency,
}

describe('exactly one guard of a condition takes a record, and none an unknown one (TRM-1)', () => {
  it.each(readVectors<InvocationRecord>('invocation-record/valid'))('$name', ({ content }) => {
    const { condition } = content.requestContext
    const taken = Object.entries(guards).filter(([, guard]) => guard(content))
    expect(taken.map(([name]) => name)).toEqual(condition in guards ? [condition] : [])
    // Whatever is no success is a failure (DST-5).
    expect(isFailure(content)).toBe(condition !== 'Success')
  })
})
