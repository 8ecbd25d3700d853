import type { EventInvokeConfigRequest } from './event-invoke-config-request.ts'

/**
 * The values that Lambda applies where a setting is unset (CFG-2).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html
 */
export const eventInvokeDefaults = { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600 } as const

/** Bounds of Lambda's model (CFG-14e). Retries are whole numbers and ages are whole seconds. */
export const eventInvokeBounds = {
  MaximumRetryAttempts: { minimum: 0, maximum: 2 },
  MaximumEventAgeInSeconds: { minimum: 60, maximum: 21_600 },
} as const

/** The stored settings of one function, version or alias. A missing member is unset and means the default. */
export interface EventInvokeConfig {
  /** Retries after a function error: 0 to 2. */
  readonly MaximumRetryAttempts?: number
  /** Seconds that an event may wait in the queue: 60 to 21,600. */
  readonly MaximumEventAgeInSeconds?: number
  /** ARN of the destination for successes. */
  readonly OnSuccess?: string
  /** ARN of the destination for failures. */
  readonly OnFailure?: string
}

/** Settings in the nested shape of the API, from any source: a request, a response of an SDK, a desired state. */
export interface NestedEventInvokeConfig {
  readonly MaximumRetryAttempts?: number | null | undefined
  readonly MaximumEventAgeInSeconds?: number | null | undefined
  readonly DestinationConfig?:
    | {
        readonly OnSuccess?: { readonly Destination?: string | null | undefined } | null | undefined
        readonly OnFailure?: { readonly Destination?: string | null | undefined } | null | undefined
      }
    | null
    | undefined
}

/**
 * Converts the nested shape of the API to the flat one. Nulls, empty strings and empty sides are unset.
 *
 * @example
 * ```ts
 * toEventInvokeConfig({ MaximumRetryAttempts: null, DestinationConfig: { OnFailure: {} } }) // {}
 * ```
 */
export function toEventInvokeConfig(nested: NestedEventInvokeConfig): EventInvokeConfig {
  return updateEventInvokeConfig({}, nested)
}

/**
 * Converts the flat shape to the nested one of the API. Unset members and sides are missing.
 *
 * @example
 * ```ts
 * toEventInvokeConfigRequest({ OnFailure: 'arn:…' }) // { DestinationConfig: { OnFailure: { Destination: 'arn:…' } } }
 * ```
 */
export function toEventInvokeConfigRequest({ OnSuccess, OnFailure, ...numbers }: EventInvokeConfig) {
  if (OnSuccess === undefined && OnFailure === undefined) return numbers
  return {
    ...numbers,
    DestinationConfig: {
      ...(OnSuccess !== undefined && { OnSuccess: { Destination: OnSuccess } }),
      ...(OnFailure !== undefined && { OnFailure: { Destination: OnFailure } }),
    },
  }
}

/**
 * Returns what Put stores: the settings of the request, with every missing member unset (CFG-7).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
 * @example
 * ```ts
 * putEventInvokeConfig({ MaximumRetryAttempts: 0 }) // { MaximumRetryAttempts: 0 }
 * ```
 */
export function putEventInvokeConfig(request: EventInvokeConfigRequest): EventInvokeConfig {
  return toEventInvokeConfig(request)
}

/**
 * Returns what Update stores: the stored settings, overridden by those of the request. A side that is missing or `{}`
 * keeps its value; `{ Destination: '' }` clears it (CFG-8).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html
 * @example
 * ```ts
 * updateEventInvokeConfig({ OnFailure: 'arn:…' }, { MaximumRetryAttempts: 0 })
 * // { MaximumRetryAttempts: 0, OnFailure: 'arn:…' }
 * ```
 */
export function updateEventInvokeConfig(
  stored: EventInvokeConfig,
  { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig }: NestedEventInvokeConfig,
): EventInvokeConfig {
  const retries = MaximumRetryAttempts ?? stored.MaximumRetryAttempts
  const age = MaximumEventAgeInSeconds ?? stored.MaximumEventAgeInSeconds
  const onSuccess = DestinationConfig?.OnSuccess?.Destination ?? stored.OnSuccess
  const onFailure = DestinationConfig?.OnFailure?.Destination ?? stored.OnFailure
  return {
    ...(retries !== undefined && { MaximumRetryAttempts: retries }),
    ...(age !== undefined && { MaximumEventAgeInSeconds: age }),
    ...(onSuccess && { OnSuccess: onSuccess }),
    ...(onFailure && { OnFailure: onFailure }),
  }
}
