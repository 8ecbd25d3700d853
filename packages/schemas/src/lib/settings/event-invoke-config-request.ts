import { eventInvokeConfigRequestJsonSchema } from '../../generated/event-invoke-config-request.schema.ts'
import { eventInvokeConfigRequestErrors } from '../../generated/event-invoke-config-request.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'

/** One side of a `DestinationConfig`. An empty string clears the side; a missing one keeps it on Update (CFG-8). */
export interface DestinationSide {
  readonly Destination?: string | null
}

/**
 * Body of `PutFunctionEventInvokeConfig`, which replaces the settings, and `UpdateFunctionEventInvokeConfig`, which
 * merges them (CFG-7, CFG-8). Null means the same as missing (U-20).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html
 * @example
 * ```ts
 * { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:…' } } }
 * ```
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
 * Lists what is wrong with the shape and ranges of a request body; empty if it is an {@link EventInvokeConfigRequest}.
 * Never throws. `checkEventInvokeConfig` checks the service's further rules and returns its messages.
 */
export function checkEventInvokeConfigRequest(value: unknown): readonly Issue[] {
  return issuesOf(eventInvokeConfigRequestErrors, value)
}

/** True if `value` is an {@link EventInvokeConfigRequest} with at least one setting (CFG-9). */
export function isEventInvokeConfigRequest(value: unknown): value is EventInvokeConfigRequest {
  return checkEventInvokeConfigRequest(value).length === 0
}

/**
 * Parses the body of a Put or Update.
 *
 * @param input - a JSON string, or a value that is already parsed
 * @throws {@link DocumentError} with code `not-json`, or `invalid-document` and its `issues`.
 * @example
 * ```ts
 * parseEventInvokeConfigRequest('{"MaximumRetryAttempts":0}') // { MaximumRetryAttempts: 0 }
 * ```
 */
export function parseEventInvokeConfigRequest(input: unknown): EventInvokeConfigRequest {
  return parseDocument<EventInvokeConfigRequest>('EventInvokeConfigRequest', input, checkEventInvokeConfigRequest)
}

/** Standard Schema of the body of a Put or Update. */
export const EventInvokeConfigRequest: StandardDocument<EventInvokeConfigRequest> = /* @__PURE__ */ standardDocument(
  checkEventInvokeConfigRequest,
  eventInvokeConfigRequestJsonSchema,
)
