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

describe('guards of conditions', () => {
  it.each(readVectors<InvocationRecord>('invocation-record/valid'))(
    'match only the condition of $name (TRM-1)',
    ({ content }) => {
      const { condition } = content.requestContext
      const matching = Object.entries(guards).filter(([, guard]) => guard(content))
      expect(matching.map(([name]) => name)).toEqual(condition in guards ? [condition] : [])
      // Every condition other than Success is a failure (DST-5).
      expect(isFailure(content)).toBe(condition !== 'Success')
    },
  )

  it.each([undefined, null, 'Success', {}, { requestContext: null }, { requestContext: { condition: 5 } }])(
    'match nothing in %j, which has no condition',
    (value) => {
      for (const guard of [...Object.values(guards), isFailure]) expect(guard(value as never)).toBe(false)
    },
  )
})
