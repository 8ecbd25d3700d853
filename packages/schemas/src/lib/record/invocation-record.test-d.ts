import type { Static } from '@sinclair/typebox'
import { expectTypeOf } from 'vitest'
import type { invocationRecord } from '../../../definitions/invocation-record.ts'
import type { InvocationRecord, KnownCondition } from './invocation-record.ts'
import {
  isEventAgeExceeded,
  isFailure,
  isRetriesExhausted,
  isSuccess,
  isZeroReservedConcurrency,
} from './invocation-record-conditions.ts'

// The published interface and the schema it documents cannot drift: equal in both directions, compiled by `typecheck`.
expectTypeOf<InvocationRecord>().toEqualTypeOf<Static<typeof invocationRecord>>()

expectTypeOf<InvocationRecord<{ orderId: string }>['requestPayload']>().toEqualTypeOf<{ orderId: string }>()
expectTypeOf<InvocationRecord<unknown, { status: string }>['responsePayload']>().toEqualTypeOf<
  { status: string } | undefined
>()

declare const record: InvocationRecord<{ orderId: string }, { status: string }>

// Open to conditions that AWS adds later (TRM-1).
expectTypeOf<string>().toExtend<typeof record.requestContext.condition>()

if (isSuccess(record)) {
  expectTypeOf(record.requestContext.condition).toEqualTypeOf<'Success'>()
  expectTypeOf(record.requestPayload).toEqualTypeOf<{ orderId: string }>()
  expectTypeOf(record.responsePayload).toEqualTypeOf<{ status: string } | undefined>()
}
if (isRetriesExhausted(record)) expectTypeOf(record.requestContext.condition).toEqualTypeOf<'RetriesExhausted'>()
if (isEventAgeExceeded(record)) expectTypeOf(record.requestContext.condition).toEqualTypeOf<'EventAgeExceeded'>()
if (isZeroReservedConcurrency(record))
  expectTypeOf(record.requestContext.condition).toEqualTypeOf<'ZeroReservedConcurrency'>()
if (isFailure(record)) {
  expectTypeOf<Exclude<KnownCondition, 'Success'>>().toExtend<typeof record.requestContext.condition>()
  expectTypeOf<'SomethingNew'>().toExtend<typeof record.requestContext.condition>()
}

// A reader must ask before it uses what may be missing.
// @ts-expect-error responseContext is missing for zero reserved concurrency
record.responseContext.statusCode
// @ts-expect-error responsePayload is missing when the target was gone
record.responsePayload.status
