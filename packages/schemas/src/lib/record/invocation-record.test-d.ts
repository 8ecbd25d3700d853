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

// The interface and the published schema are equal in both directions, so they cannot drift apart.
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

// Optional members must be checked before use.
// @ts-expect-error responseContext is missing for zero reserved concurrency
record.responseContext.statusCode
// @ts-expect-error responsePayload is missing if the target was gone
record.responsePayload.status
