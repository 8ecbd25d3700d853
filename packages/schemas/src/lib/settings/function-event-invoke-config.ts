import { functionEventInvokeConfigJsonSchema } from '../../generated/function-event-invoke-config.schema.ts'
import { functionEventInvokeConfigErrors } from '../../generated/function-event-invoke-config.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'
import type { EventInvokeConfig } from './event-invoke-config.ts'
import type { SdkFunctionEventInvokeConfig } from './sdk-function-event-invoke-config.ts'

/** One side on the wire: always present, with a null `Destination` if it is unset. */
export interface WireDestinationSide {
  Destination: string | null
}

/**
 * The response of Put, Update and Get on the wire: always all five members, unset ones null (CFG-1). SDKs return
 * {@link SdkFunctionEventInvokeConfig} instead. The nulls and the number are observed.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_FunctionEventInvokeConfig.html
 * @example
 * ```ts
 * {
 *   DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:…' }, OnSuccess: { Destination: null } },
 *   FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST',
 *   LastModified: 1770714600.479,
 *   MaximumEventAgeInSeconds: 3600,
 *   MaximumRetryAttempts: null,
 * }
 * ```
 */
export interface FunctionEventInvokeConfig {
  /** Seconds since the epoch with a millisecond fraction, possibly printed with an exponent (CFG-4). */
  LastModified: number
  /** Always qualified (CFG-3). */
  FunctionArn: string
  /** Null means the default of 2, which the service does not fill in (CFG-2). */
  MaximumRetryAttempts: number | null
  /** In seconds; null means the default of 21,600 (CFG-2). */
  MaximumEventAgeInSeconds: number | null
  DestinationConfig: { OnSuccess: WireDestinationSide; OnFailure: WireDestinationSide }
}

/** Lists what is wrong with `value`; empty if it is a {@link FunctionEventInvokeConfig}. Never throws. */
export function checkFunctionEventInvokeConfig(value: unknown): readonly Issue[] {
  return issuesOf(functionEventInvokeConfigErrors, value)
}

/** True if `value` is a {@link FunctionEventInvokeConfig}; the shape that SDKs return is not. */
export function isFunctionEventInvokeConfig(value: unknown): value is FunctionEventInvokeConfig {
  return checkFunctionEventInvokeConfig(value).length === 0
}

/**
 * Parses event invoke settings in their wire shape.
 *
 * @param input - a JSON string, or a value that is already parsed
 * @throws {@link DocumentError} with code `not-json`, or `invalid-document` and its `issues`.
 * @example
 * ```ts
 * parseFunctionEventInvokeConfig(await response.text()).MaximumRetryAttempts // null
 * ```
 */
export function parseFunctionEventInvokeConfig(input: unknown): FunctionEventInvokeConfig {
  return parseDocument<FunctionEventInvokeConfig>('FunctionEventInvokeConfig', input, checkFunctionEventInvokeConfig)
}

/** Standard Schema of event invoke settings in their wire shape. */
export const FunctionEventInvokeConfig: StandardDocument<FunctionEventInvokeConfig> = /* @__PURE__ */ standardDocument(
  checkFunctionEventInvokeConfig,
  functionEventInvokeConfigJsonSchema,
)

/**
 * Converts stored settings to their wire shape: all five members, unset ones null (CFG-1, CFG-3, CFG-4).
 *
 * @param config - the stored settings
 * @param metadata - the qualified ARN, and when the settings were last modified in milliseconds since the epoch
 * @example
 * ```ts
 * toFunctionEventInvokeConfig({}, { FunctionArn, lastModifiedMs: 0 }).MaximumRetryAttempts // null
 * ```
 */
export function toFunctionEventInvokeConfig(
  config: EventInvokeConfig,
  { FunctionArn, lastModifiedMs }: { readonly FunctionArn: string; readonly lastModifiedMs: number },
): FunctionEventInvokeConfig {
  const { MaximumRetryAttempts = null, MaximumEventAgeInSeconds = null, OnSuccess = null, OnFailure = null } = config
  return {
    DestinationConfig: { OnFailure: { Destination: OnFailure }, OnSuccess: { Destination: OnSuccess } },
    FunctionArn,
    LastModified: lastModifiedMs / 1_000,
    MaximumEventAgeInSeconds,
    MaximumRetryAttempts,
  }
}

/**
 * Converts the wire shape to the one that SDKs return: without nulls, with a `Date`, and `{}` for an unset side
 * (CFG-1).
 *
 * @example
 * ```ts
 * toSdkFunctionEventInvokeConfig(wire).DestinationConfig?.OnSuccess // {}
 * ```
 */
export function toSdkFunctionEventInvokeConfig(wire: FunctionEventInvokeConfig): SdkFunctionEventInvokeConfig {
  const { LastModified, FunctionArn, MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = wire
  return {
    LastModified: new Date(Math.round(LastModified * 1000)),
    FunctionArn,
    ...(MaximumRetryAttempts !== null && { MaximumRetryAttempts }),
    ...(MaximumEventAgeInSeconds !== null && { MaximumEventAgeInSeconds }),
    DestinationConfig: {
      OnSuccess: sdkSide(DestinationConfig.OnSuccess),
      OnFailure: sdkSide(DestinationConfig.OnFailure),
    },
  }
}

function sdkSide({ Destination }: WireDestinationSide): { Destination?: string } {
  return Destination === null ? {} : { Destination }
}
