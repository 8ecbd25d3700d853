import { readableMember } from '../document/own-member.ts'
import type { InvocationRecord, KnownCondition, RequestContext } from './invocation-record.ts'

/** A record narrowed to one `condition`. */
export type RecordWith<Condition extends string, Request = unknown, Response = unknown> = InvocationRecord<
  Request,
  Response
> & { requestContext: RequestContext & { condition: Condition } }

/** Every condition other than `Success`, including those that AWS adds later. */
export type FailureCondition = Exclude<KnownCondition, 'Success'> | (string & {})

/** True if the function returned. `responsePayload` may still be missing (REC-8). */
export function isSuccess<Request, Response>(
  record: InvocationRecord<Request, Response>,
): record is RecordWith<'Success', Request, Response> {
  return conditionOf(record) === 'Success'
}

/**
 * True for every condition other than `Success`, including those that AWS adds later (TRM-1, DST-5). As of the others,
 * false for a value that has no condition.
 */
export function isFailure<Request, Response>(
  record: InvocationRecord<Request, Response>,
): record is RecordWith<FailureCondition, Request, Response> {
  const condition = conditionOf(record)
  return condition !== undefined && condition !== 'Success'
}

/** True if every attempt failed. `responseContext.statusCode` is 404 if the function was deleted. */
export function isRetriesExhausted<Request, Response>(
  record: InvocationRecord<Request, Response>,
): record is RecordWith<'RetriesExhausted', Request, Response> {
  return conditionOf(record) === 'RetriesExhausted'
}

/** True if the event exceeded its maximum age. If it never ran, there is no `responsePayload`. */
export function isEventAgeExceeded<Request, Response>(
  record: InvocationRecord<Request, Response>,
): record is RecordWith<'EventAgeExceeded', Request, Response> {
  return conditionOf(record) === 'EventAgeExceeded'
}

/** True if the reserved concurrency was 0: no attempt, no `responseContext`, no `responsePayload`. */
export function isZeroReservedConcurrency<Request, Response>(
  record: InvocationRecord<Request, Response>,
): record is RecordWith<'ZeroReservedConcurrency', Request, Response> {
  return conditionOf(record) === 'ZeroReservedConcurrency'
}

/** A value that was only declared to be a record has no condition, perhaps. */
function conditionOf(record: unknown): string | undefined {
  const condition = readableMember(readableMember(record, 'requestContext'), 'condition')
  return typeof condition === 'string' ? condition : undefined
}
