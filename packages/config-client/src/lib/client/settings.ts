import { type DestinationSide, toEventInvokeConfig, toEventInvokeConfigRequest } from '@async-invoke/schemas'
import type { FunctionEventInvokeConfig } from '@aws-sdk/client-lambda'

/** A function, version or alias, in any form that the API takes. */
export interface ConfigTarget {
  /** `name`, `name:qualifier`, partial or full ARN (CFG-16). */
  readonly FunctionName: string
  /** A version or alias; must equal the qualifier in the name where that has one (CFG-13a). */
  readonly Qualifier?: string
}

/** One side: an ARN sets it, `null` clears it; a side that is left out is kept by `update` and cleared by `put`. */
export interface DestinationSetting {
  readonly Destination: string | null
}

/**
 * What `update` takes: everything is optional, and what is left out **is kept** (CFG-8).
 *
 * A number cannot be unset by an update, so `null` is no number here; `put` can.
 *
 * @example { DestinationConfig: { OnFailure: { Destination: null } } } // clears one side, keeps the rest
 */
export interface ConfigSettings {
  /** Retries after a function error: 0 to 2. */
  readonly MaximumRetryAttempts?: number
  /** Seconds that an event may wait: 60 to 21,600. */
  readonly MaximumEventAgeInSeconds?: number
  readonly DestinationConfig?: {
    readonly OnSuccess?: DestinationSetting
    readonly OnFailure?: DestinationSetting
  }
}

/**
 * What `put` takes: the whole record. What is left out or `null` **becomes unset**, and Lambda uses its default
 * (2 retries, 21,600 s, no destination) (CFG-7).
 *
 * @example { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: null } // no destinations either
 */
export interface ReplacingSettings {
  /** Retries after a function error: 0 to 2; `null` or left out: unset. */
  readonly MaximumRetryAttempts?: number | null
  /** Seconds that an event may wait: 60 to 21,600; `null` or left out: unset. */
  readonly MaximumEventAgeInSeconds?: number | null
  readonly DestinationConfig?: {
    readonly OnSuccess?: DestinationSetting
    readonly OnFailure?: DestinationSetting
  }
}

/** What is stored; a setting that is missing is unset and means Lambda's default. */
export interface StoredSettings {
  /** Always qualified (CFG-3). */
  readonly FunctionArn: string
  readonly LastModified: Date
  readonly MaximumRetryAttempts?: number
  readonly MaximumEventAgeInSeconds?: number
  readonly DestinationConfig: {
    readonly OnSuccess?: { readonly Destination: string }
    readonly OnFailure?: { readonly Destination: string }
  }
}

/** The members as they go over the wire, where an empty text clears a side and `{}` keeps it (CFG-8). */
export function wireSettings(settings: ReplacingSettings) {
  const { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age, DestinationConfig } = settings
  const destinations: { OnSuccess?: { Destination?: string }; OnFailure?: { Destination?: string } } = {}
  for (const side of ['OnSuccess', 'OnFailure'] as const) {
    // Callers without types may leave a destination out: only an explicit null clears.
    const setting = DestinationConfig?.[side] as DestinationSide | null | undefined
    if (setting === undefined || setting === null) continue
    destinations[side] = setting.Destination === undefined ? {} : { Destination: setting.Destination ?? '' }
  }
  return {
    ...(typeof retries === 'number' && { MaximumRetryAttempts: retries }),
    ...(typeof age === 'number' && { MaximumEventAgeInSeconds: age }),
    ...(DestinationConfig !== undefined && DestinationConfig !== null && { DestinationConfig: destinations }),
  }
}

/** The SDK's view without its empty sides and nulls: what is not set is not there (CFG-1). */
export function storedSettings(config: FunctionEventInvokeConfig): StoredSettings {
  const { FunctionArn = '', LastModified = new Date(0) } = config
  return {
    FunctionArn,
    LastModified,
    DestinationConfig: {},
    ...toEventInvokeConfigRequest(toEventInvokeConfig(config)),
  }
}
