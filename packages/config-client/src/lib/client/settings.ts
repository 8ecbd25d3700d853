import { type DestinationSide, toEventInvokeConfig, toEventInvokeConfigRequest } from '@async-invoke/schemas'
import type { FunctionEventInvokeConfig } from '@aws-sdk/client-lambda'

/** A function, version or alias, in any form that the API accepts. */
export interface ConfigTarget {
  /** `name`, `name:qualifier`, partial or full ARN (CFG-16). */
  readonly FunctionName: string
  /** A version or alias; must equal the qualifier in the name, if the name has one (CFG-13a). */
  readonly Qualifier?: string
}

/** One side: an ARN sets it, `null` clears it. `update` keeps a side that is left out, `put` clears it. */
export interface DestinationSetting {
  readonly Destination: string | null
}

/**
 * The input of `update`: every setting is optional, and a setting that is left out **is kept** (CFG-8).
 *
 * An update cannot unset a number, so numbers are not nullable here; only `put` can unset them.
 *
 * @example
 * ```ts
 * { DestinationConfig: { OnFailure: { Destination: null } } } // clears one side, keeps the rest
 * ```
 */
export interface ConfigSettings {
  /** Retries after a function error: 0 to 2. */
  readonly MaximumRetryAttempts?: number
  /** Maximum age of an event in seconds: 60 to 21,600. */
  readonly MaximumEventAgeInSeconds?: number
  readonly DestinationConfig?: {
    readonly OnSuccess?: DestinationSetting
    readonly OnFailure?: DestinationSetting
  }
}

/**
 * The input of `put`: the whole record. A setting that is left out or `null` **becomes unset**, and Lambda uses its
 * default (2 retries, 21,600 s, no destination) (CFG-7).
 *
 * @example
 * ```ts
 * { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: null } // no destinations either
 * ```
 */
export interface ReplacingSettings {
  /** Retries after a function error: 0 to 2. `null` or left out: unset. */
  readonly MaximumRetryAttempts?: number | null
  /** Maximum age of an event in seconds: 60 to 21,600. `null` or left out: unset. */
  readonly MaximumEventAgeInSeconds?: number | null
  readonly DestinationConfig?: {
    readonly OnSuccess?: DestinationSetting
    readonly OnFailure?: DestinationSetting
  }
}

/** The stored settings. A missing setting is unset: Lambda uses its default. */
export interface StoredSettings {
  /** Always qualified (CFG-3). */
  readonly FunctionArn: string
  /** Missing where the answer has no date: emulators leave it out. */
  readonly LastModified?: Date
  readonly MaximumRetryAttempts?: number
  readonly MaximumEventAgeInSeconds?: number
  readonly DestinationConfig: {
    readonly OnSuccess?: { readonly Destination: string }
    readonly OnFailure?: { readonly Destination: string }
  }
}

/**
 * Converts settings to their wire form, where an empty string clears a side and `{}` keeps it (CFG-8). What is of the wrong
 * type stays, to be refused: without it, a Put would unset the setting.
 */
export function wireSettings({ MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig }: ReplacingSettings) {
  return {
    ...(isGiven(MaximumRetryAttempts) && { MaximumRetryAttempts }),
    ...(isGiven(MaximumEventAgeInSeconds) && { MaximumEventAgeInSeconds }),
    ...(isGiven(DestinationConfig) && { DestinationConfig: wireDestinations(DestinationConfig) }),
  }
}

function wireDestinations(config: NonNullable<ReplacingSettings['DestinationConfig']>) {
  if (!isMap(config)) return config
  const destinations: { OnSuccess?: { Destination?: string }; OnFailure?: { Destination?: string } } = {}
  for (const side of ['OnSuccess', 'OnFailure'] as const) {
    // JavaScript callers may leave a destination out: only an explicit null clears.
    const setting = config[side] as DestinationSide | null | undefined
    if (!isGiven(setting)) continue
    const { Destination } = setting
    if (!isMap(setting)) destinations[side] = setting
    else destinations[side] = Destination === undefined ? {} : { Destination: Destination ?? '' }
  }
  return destinations
}

function isGiven<T>(value: T): value is NonNullable<T> {
  return value !== undefined && value !== null
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Drops the nulls and empty sides of the SDK's answer: unset settings are absent (CFG-1). */
export function storedSettings(config: FunctionEventInvokeConfig): StoredSettings {
  const { FunctionArn = '', LastModified } = config
  const isDated = LastModified !== undefined && !Number.isNaN(LastModified.getTime())
  return {
    FunctionArn,
    ...(isDated && { LastModified }),
    DestinationConfig: {},
    ...toEventInvokeConfigRequest(toEventInvokeConfig(config)),
  }
}
