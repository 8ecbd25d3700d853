import type { Static } from '@sinclair/typebox'
import { expectTypeOf } from 'vitest'
import type { invocationRecord } from '../../definitions/invocation-record.ts'
import type { InvocationRecord } from './invocation-record.ts'

// The published interface and the schema it documents cannot drift: equal in both directions, compiled by `typecheck`.
expectTypeOf<InvocationRecord>().toEqualTypeOf<Static<typeof invocationRecord>>()

expectTypeOf<InvocationRecord<{ orderId: string }>['requestPayload']>().toEqualTypeOf<{ orderId: string }>()
expectTypeOf<InvocationRecord<unknown, { status: string }>['responsePayload']>().toEqualTypeOf<
  { status: string } | undefined
>()
