import { functionEventInvokeConfigJsonSchema } from '../../generated/function-event-invoke-config.schema.ts'
import { functionEventInvokeConfigErrors } from '../../generated/function-event-invoke-config.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'
import type { EventInvokeConfig } from './event-invoke-config.ts'
import type { SdkFunctionEventInvokeConfig } from './sdk-function-event-invoke-config.ts'

/** One side as the wire has it: always there, null inside when unset. */
export interface WireDestinationSide {
  Destination: string | null
}

/**
 * What Put, Update and Get answer, as it is on the wire: all five members always, unset ones null (CFG-1). SDKs hand
 * over {@link SdkFunctionEventInvokeConfig} instead.
 *
 * Source: Lambda API reference, FunctionEventInvokeConfig; nulls and number observed.
 *
 * @example
 * {
 *   DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:…' }, OnSuccess: { Destination: null } },
 *   FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST',
 *   LastModified: 1770714600.479,
 *   MaximumEventAgeInSeconds: 3600,
 *   MaximumRetryAttempts: null,
 * }
 */
export interface FunctionEventInvokeConfig {
  /** Epoch seconds with a millisecond fraction; exponents in the text are fine (CFG-4). */
  LastModified: number
  /** Always with a qualifier (CFG-3). */
  FunctionArn: string
  /** null means the default of 2, which is not filled in (CFG-2). */
  MaximumRetryAttempts: number | null
  /** Seconds; null means the default of 21,600 (CFG-2). */
  MaximumEventAgeInSeconds: number | null
  DestinationConfig: { OnSuccess: WireDestinationSide; OnFailure: WireDestinationSide }
}

/** Lists what is wrong with `value`; empty means that it is a {@link FunctionEventInvokeConfig}. Never throws. */
export function checkFunctionEventInvokeConfig(value: unknown): readonly Issue[] {
  return issuesOf(functionEventInvokeConfigErrors, value)
}

/** Whether `value` is a {@link FunctionEventInvokeConfig}; the form of an SDK is not. */
export function isFunctionEventInvokeConfig(value: unknown): value is FunctionEventInvokeConfig {
  return checkFunctionEventInvokeConfig(value).length === 0
}

/**
 * Reads the wire form from its JSON text or from a value.
 *
 * Throws {@link DocumentError} with `code` `not-json` or `invalid-document`, the latter with `issues`.
 *
 * @example parseFunctionEventInvokeConfig(await response.text()).MaximumRetryAttempts // null
 */
export function parseFunctionEventInvokeConfig(input: unknown): FunctionEventInvokeConfig {
  return parseDocument<FunctionEventInvokeConfig>('FunctionEventInvokeConfig', input, checkFunctionEventInvokeConfig)
}

/** The wire form as a Standard Schema: `StandardSchemaV1` and `StandardJSONSchemaV1` on one object. */
export const FunctionEventInvokeConfig: StandardDocument<FunctionEventInvokeConfig> = /* @__PURE__ */ standardDocument(
  checkFunctionEventInvokeConfig,
  functionEventInvokeConfigJsonSchema,
)

/**
 * The wire form of stored settings: all five members, unset ones null; the time in seconds with a fraction (CFG-1, CFG-3,
 * CFG-4).
 *
 * Unit: `lastModifiedMs` is milliseconds since the epoch.
 *
 * @example toFunctionEventInvokeConfig({}, { FunctionArn, lastModifiedMs: 0 }).MaximumRetryAttempts // null
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
 * What an SDK makes of the wire form: nulls dropped, a Date, sides that are unset `{}` (CFG-1).
 *
 * @example toSdkFunctionEventInvokeConfig(wire).DestinationConfig?.OnSuccess // {}
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
