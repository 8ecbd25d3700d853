import { eventInvokeConfigRequestJsonSchema } from '../../generated/event-invoke-config-request.schema.ts'
import { eventInvokeConfigRequestErrors } from '../../generated/event-invoke-config-request.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'
import type { EventInvokeConfigRequest as Request } from './event-invoke-config.ts'

/**
 * Body of `PutFunctionEventInvokeConfig`, which replaces, and `UpdateFunctionEventInvokeConfig`, which merges (CFG-7,
 * CFG-8). {@link Request} documents the members.
 *
 * @example { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:…' } } }
 */
export type EventInvokeConfigRequest = Request

/**
 * Lists what is wrong with the shape and ranges of a request body; empty means that it is an
 * {@link EventInvokeConfigRequest}. Never throws. What the service refuses beyond that, in its own words, is
 * `checkEventInvokeConfig`.
 */
export function checkEventInvokeConfigRequest(value: unknown): readonly Issue[] {
  return issuesOf(eventInvokeConfigRequestErrors, value)
}

/** Whether `value` is an {@link EventInvokeConfigRequest} with at least one setting (CFG-9). */
export function isEventInvokeConfigRequest(value: unknown): value is EventInvokeConfigRequest {
  return checkEventInvokeConfigRequest(value).length === 0
}

/**
 * Reads a Put or Update body from its JSON text or from a value.
 *
 * Throws {@link DocumentError} with `code` `not-json` or `invalid-document`, the latter with `issues`.
 *
 * @example parseEventInvokeConfigRequest('{"MaximumRetryAttempts":0}') // { MaximumRetryAttempts: 0 }
 */
export function parseEventInvokeConfigRequest(input: unknown): EventInvokeConfigRequest {
  return parseDocument<EventInvokeConfigRequest>('EventInvokeConfigRequest', input, checkEventInvokeConfigRequest)
}

/** The request as a Standard Schema: `StandardSchemaV1` and `StandardJSONSchemaV1` on one object. */
export const EventInvokeConfigRequest: StandardDocument<EventInvokeConfigRequest> = /* @__PURE__ */ standardDocument(
  checkEventInvokeConfigRequest,
  eventInvokeConfigRequestJsonSchema,
)
