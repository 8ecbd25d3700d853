import type { EventInvokeConfigRequest } from './event-invoke-config-request.ts'

/** What Lambda uses where a function, version or alias has no setting of its own (CFG-2). */
export const eventInvokeDefaults = { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600 } as const

/** Bounds that the service's model sets (CFG-14e); a retry is a whole number, an age whole seconds. */
export const eventInvokeBounds = {
  MaximumRetryAttempts: { minimum: 0, maximum: 2 },
  MaximumEventAgeInSeconds: { minimum: 60, maximum: 21_600 },
} as const

/** The stored settings of one function, version or alias; what is missing is unset and means the default. */
export interface EventInvokeConfig {
  readonly MaximumRetryAttempts?: number
  readonly MaximumEventAgeInSeconds?: number
  readonly OnSuccess?: string
  readonly OnFailure?: string
}

/** Settings in the API's nested shape, from any origin: a request, an SDK's answer, a desired state. */
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
 * From the API's nested shape to the flat one: nulls, empty strings and empty sides are all unset.
 *
 * @example toEventInvokeConfig({ MaximumRetryAttempts: null, DestinationConfig: { OnFailure: {} } }) // {}
 */
export function toEventInvokeConfig(nested: NestedEventInvokeConfig): EventInvokeConfig {
  return updateEventInvokeConfig({}, nested)
}

/**
 * From the flat shape to the API's nested one; only members and sides that are set are there.
 *
 * @example toEventInvokeConfigRequest({ OnFailure: 'arn:…' }) // { DestinationConfig: { OnFailure: { Destination: 'arn:…' } } }
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
 * What Put stores: exactly what the request says; every member it leaves out becomes unset (CFG-7).
 *
 * @example putEventInvokeConfig({ MaximumRetryAttempts: 0 }) // { MaximumRetryAttempts: 0 }
 */
export function putEventInvokeConfig(request: EventInvokeConfigRequest): EventInvokeConfig {
  return toEventInvokeConfig(request)
}

/**
 * What Update stores: the settings before, with the members of the request laid over them. A destination side that is
 * absent or `{}` keeps its value, `{ Destination: '' }` clears it (CFG-8).
 *
 * @example updateEventInvokeConfig({ OnFailure: 'arn:…' }, { MaximumRetryAttempts: 0 })
 * // { MaximumRetryAttempts: 0, OnFailure: 'arn:…' }
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
