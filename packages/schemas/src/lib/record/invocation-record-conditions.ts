import type { InvocationRecord, KnownCondition, RequestContext } from './invocation-record.ts'

/** A record whose `condition` is known to be one word. */
export type RecordWith<Condition extends string, Request = unknown, Response = unknown> = InvocationRecord<
  Request,
  Response
> & { requestContext: RequestContext & { condition: Condition } }

export type FailureCondition = Exclude<KnownCondition, 'Success'> | (string & {})

/** Whether the function answered. `responsePayload` may still be missing (REC-8). */
export function isSuccess<Request, Response>(
  record: InvocationRecord<Request, Response>,
): record is RecordWith<'Success', Request, Response> {
  return record.requestContext.condition === 'Success'
}

/** Whether the event ended any other way, conditions included that AWS adds later (TRM-1, DST-5). */
export function isFailure<Request, Response>(
  record: InvocationRecord<Request, Response>,
): record is RecordWith<FailureCondition, Request, Response> {
  return record.requestContext.condition !== 'Success'
}

/** Whether every attempt failed; `responseContext.statusCode` is 404 when the target was gone. */
export function isRetriesExhausted<Request, Response>(
  record: InvocationRecord<Request, Response>,
): record is RecordWith<'RetriesExhausted', Request, Response> {
  return record.requestContext.condition === 'RetriesExhausted'
}

/** Whether the event grew too old; it may never have run, and then there is no `responsePayload`. */
export function isEventAgeExceeded<Request, Response>(
  record: InvocationRecord<Request, Response>,
): record is RecordWith<'EventAgeExceeded', Request, Response> {
  return record.requestContext.condition === 'EventAgeExceeded'
}

/** Whether the function's reserved concurrency was 0: no attempt, no `responseContext`, no `responsePayload`. */
export function isZeroReservedConcurrency<Request, Response>(
  record: InvocationRecord<Request, Response>,
): record is RecordWith<'ZeroReservedConcurrency', Request, Response> {
  return record.requestContext.condition === 'ZeroReservedConcurrency'
}
