import type { FunctionEventInvokeConfig } from '@aws-sdk/client-lambda'

/** A function, version or alias, in any form that the API takes. */
export interface ConfigTarget {
  readonly FunctionName: string
  readonly Qualifier?: string
}

/** One side: an ARN sets it, `null` clears it; a side that is left out is kept by `update` and cleared by `put`. */
export interface DestinationSetting {
  readonly Destination: string | null
}

/** The settings of a call, with the API's own names. */
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

/** The members as they go over the wire, where an empty text clears a side (CFG-8). */
export function wireSettings({ MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig }: ConfigSettings) {
  const destinations: { OnSuccess?: { Destination: string }; OnFailure?: { Destination: string } } = {}
  for (const side of ['OnSuccess', 'OnFailure'] as const) {
    const setting = DestinationConfig?.[side]
    if (setting !== undefined) destinations[side] = { Destination: setting.Destination ?? '' }
  }
  return {
    ...(MaximumRetryAttempts !== undefined && { MaximumRetryAttempts }),
    ...(MaximumEventAgeInSeconds !== undefined && { MaximumEventAgeInSeconds }),
    ...(DestinationConfig !== undefined && { DestinationConfig: destinations }),
  }
}

/** The SDK's view without its empty sides and nulls: what is not set is not there (CFG-1). */
export function storedSettings(config: FunctionEventInvokeConfig): StoredSettings {
  const { FunctionArn = '', LastModified = new Date(0), DestinationConfig } = config
  const { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age } = config
  const sideOf = (side: 'OnSuccess' | 'OnFailure') => {
    const Destination = DestinationConfig?.[side]?.Destination
    return Destination ? { [side]: { Destination } } : {}
  }
  return {
    FunctionArn,
    LastModified,
    ...(retries !== undefined && retries !== null && { MaximumRetryAttempts: retries }),
    ...(age !== undefined && age !== null && { MaximumEventAgeInSeconds: age }),
    DestinationConfig: { ...sideOf('OnSuccess'), ...sideOf('OnFailure') },
  }
}
