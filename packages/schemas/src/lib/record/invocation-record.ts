import { invocationRecordJsonSchema } from '../../generated/invocation-record.schema.ts'
import { invocationRecordErrors } from '../../generated/invocation-record.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'

/** The conditions seen on AWS so far. A record's `condition` is wider: AWS may add more (TRM-1). */
export type KnownCondition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency'

/**
 * What Lambda sends to a destination when an asynchronous invocation has ended.
 *
 * Shape: absent members are missing and never null; the one legitimate null is `responsePayload` (REC-4).
 * Source: Lambda Developer Guide, "Asynchronous invocation", and recordings of the service.
 *
 * @example
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
 */
export interface InvocationRecord<Request = unknown, Response = unknown> {
  version: '1.0'
  /** When the record was made: ISO 8601, UTC; Lambda writes milliseconds. */
  timestamp: string
  requestContext: RequestContext
  /** The event as it was sent: any JSON value. */
  requestPayload: Request
  /** How the last attempt ended; missing when there was none (ZeroReservedConcurrency). */
  responseContext?: ResponseContext
  /** What the function answered, or its error object; null when it answered null, missing when it answered nothing. */
  responsePayload?: Response
  /** Why the response is not in the record, for example because it is not JSON (REC-8). */
  deliveryError?: DeliveryError
}

export interface RequestContext {
  /** Request id of the 202 that accepted the event; the same in every attempt (INV-8). */
  requestId: string
  /** The ARN as invoked, always qualified: an unqualified invoke shows `:$LATEST` (REC-1). */
  functionArn: string
  /** A {@link KnownCondition}, or one that AWS adds later. */
  condition: string
  /** Attempts that got a definite answer; throttles are not counted, and a success says 1 (REC-9). */
  approximateInvokeCount: number
}

export interface ResponseContext {
  /** 200 when code ran (function errors included), 404 when the target was gone, 429 when throttled to expiry. */
  statusCode: number
  /** `$LATEST` or a version number, for an alias the version it led to; missing when no code ran (REC-2). */
  executedVersion?: string
  /** `Unhandled`; `Handled` in records of 2019 (REC-3). */
  functionError?: string
}

export interface DeliveryError {
  statusCode: number
  errorCode: string
  errorMessage: string
}

/** Lists what is wrong with `value`; empty means that it is an {@link InvocationRecord}. Never throws. */
export function checkInvocationRecord(value: unknown): readonly Issue[] {
  return issuesOf(invocationRecordErrors, value)
}

/** Whether `value` is an {@link InvocationRecord}. Payloads may be any JSON value, so their types are `unknown`. */
export function isInvocationRecord(value: unknown): value is InvocationRecord {
  return checkInvocationRecord(value).length === 0
}

/**
 * Reads an invocation record from its JSON text, or from a value that was parsed already.
 *
 * Throws {@link DocumentError} with `code` `not-json` or `invalid-document`, the latter with `issues`.
 *
 * @example parseInvocationRecord(message.Body).requestContext.condition // 'RetriesExhausted'
 */
export function parseInvocationRecord(input: unknown): InvocationRecord {
  return parseDocument<InvocationRecord>('InvocationRecord', input, checkInvocationRecord)
}

/** The record as a Standard Schema: `StandardSchemaV1` and `StandardJSONSchemaV1` on one object. */
export const InvocationRecord: StandardDocument<InvocationRecord> = /* @__PURE__ */ standardDocument(
  checkInvocationRecord,
  invocationRecordJsonSchema,
)
