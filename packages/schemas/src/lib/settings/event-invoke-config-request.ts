import { eventInvokeConfigRequestJsonSchema } from '../../generated/event-invoke-config-request.schema.ts'
import { eventInvokeConfigRequestErrors } from '../../generated/event-invoke-config-request.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'

/** One side of a `DestinationConfig`. An empty text clears the side, a missing one keeps it on Update (CFG-8). */
export interface DestinationSide {
  readonly Destination?: string | null
}

/**
 * Body of `PutFunctionEventInvokeConfig`, which replaces, and `UpdateFunctionEventInvokeConfig`, which merges (CFG-7,
 * CFG-8); null counts as absent (U-20).
 *
 * @example { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:…' } } }
 */
export interface EventInvokeConfigRequest {
  /** Retries after a function error: 0 to 2. */
  readonly MaximumRetryAttempts?: number | null
  /** Seconds that an event may wait in the queue: 60 to 21,600. */
  readonly MaximumEventAgeInSeconds?: number | null
  readonly DestinationConfig?: {
    readonly OnSuccess?: DestinationSide | null
    readonly OnFailure?: DestinationSide | null
  } | null
}

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
