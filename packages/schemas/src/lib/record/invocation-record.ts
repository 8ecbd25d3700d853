import { invocationRecordJsonSchema } from '../../generated/invocation-record.schema.ts'
import { invocationRecordErrors } from '../../generated/invocation-record.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'

/** The conditions observed so far. The `condition` of a record is any string, since AWS may add more (TRM-1). */
export type KnownCondition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency'

/**
 * The document that Lambda sends to a destination when an asynchronous invocation ends. An unset member is missing; the
 * only member that can be null is `responsePayload` (REC-4). The members are documented by AWS and recorded.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example
 * ```ts
 * {
 *   version: '1.0',
 *   timestamp: '2019-11-14T18:16:05.568Z',
 *   requestContext: {
 *     requestId: 'e4b46cbf-b738-4880-8880-a18cdf61200e',
 *     functionArn: 'arn:aws:lambda:us-east-2:123456789012:function:my-function:$LATEST',
 *     condition: 'RetriesExhausted',
 *     approximateInvokeCount: 3,
 *   },
 *   requestPayload: { orderId: 'A-1002' },
 *   responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
 *   responsePayload: { errorMessage: 'Order A-1002 has no items', errorType: 'ValidationError' },
 * }
 * ```
 */
export interface InvocationRecord<Request = unknown, Response = unknown> {
  version: '1.0'
  /** When the record was made: ISO 8601 in UTC, with milliseconds as Lambda writes it. */
  timestamp: string
  requestContext: RequestContext
  /** The event as sent: any JSON value. */
  requestPayload: Request
  /** How the last attempt ended; missing if there was none (`ZeroReservedConcurrency`). */
  responseContext?: ResponseContext
  /** The function's response or its error object; null if it returned null, missing if it returned nothing. */
  responsePayload?: Response
  /** Why the response is not in the record, for example because it is not JSON (REC-8). */
  deliveryError?: DeliveryError
}

/** The invocation that a record is about. */
export interface RequestContext {
  /** Request id of the 202 that accepted the event; the same in every attempt (INV-8). */
  requestId: string
  /** The ARN as invoked, always qualified: an unqualified invocation shows `:$LATEST` (REC-1). */
  functionArn: string
  /** A {@link KnownCondition}, or one that AWS adds later. */
  condition: string
  /** Attempts with a definite result. Throttled attempts do not count, and a success is always 1 (REC-9). */
  approximateInvokeCount: number
}

/** How the last attempt ended. */
export interface ResponseContext {
  /** 200 if code ran (function errors included), 404 if the function was gone, 429 if throttled until expiry. */
  statusCode: number
  /** `$LATEST` or a version number; for an alias, the version that it selected. Missing if no code ran (REC-2). */
  executedVersion?: string
  /** `Unhandled`; `Handled` in records from 2019 (REC-3). */
  functionError?: string
}

/** Why Lambda left the response out of a record. */
export interface DeliveryError {
  statusCode: number
  errorCode: string
  errorMessage: string
}

/** Lists what is wrong with `value`; empty if it is an {@link InvocationRecord}. Never throws. */
export function checkInvocationRecord(value: unknown): readonly Issue[] {
  return issuesOf(invocationRecordErrors, value)
}

/** True if `value` is an {@link InvocationRecord}. Payloads may be any JSON value, so their types are `unknown`. */
export function isInvocationRecord(value: unknown): value is InvocationRecord {
  return checkInvocationRecord(value).length === 0
}

/**
 * Parses an invocation record.
 *
 * @param input - a JSON string, or a value that is already parsed
 * @throws {@link DocumentError} with code `not-json`, or `invalid-document` and its `issues`.
 * @example
 * ```ts
 * parseInvocationRecord(message.Body).requestContext.condition // 'RetriesExhausted'
 * ```
 */
export function parseInvocationRecord(input: unknown): InvocationRecord {
  return parseDocument<InvocationRecord>('InvocationRecord', input, checkInvocationRecord)
}

/** Standard Schema of an invocation record. */
export const InvocationRecord: StandardDocument<InvocationRecord> = /* @__PURE__ */ standardDocument(
  checkInvocationRecord,
  invocationRecordJsonSchema,
)
