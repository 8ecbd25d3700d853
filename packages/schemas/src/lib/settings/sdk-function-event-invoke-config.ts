import { sdkFunctionEventInvokeConfigJsonSchema } from '../../generated/sdk-function-event-invoke-config.schema.ts'
import { sdkFunctionEventInvokeConfigErrors } from '../../generated/sdk-function-event-invoke-config.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'

/**
 * Event invoke settings as an AWS SDK returns them: unset members are missing, unset sides are `{}`, and `LastModified`
 * is a `Date` (CFG-1). Every member is optional, as in the SDK's own type.
 *
 * @example
 * ```ts
 * {
 *   LastModified: new Date('2026-02-10T09:10:00.479Z'),
 *   FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST',
 *   MaximumRetryAttempts: 1,
 *   DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:…' }, OnSuccess: {} },
 * }
 * ```
 */
export interface SdkFunctionEventInvokeConfig {
  /** A `Date` in memory, ISO 8601 in JSON. */
  LastModified?: Date
  /** Always qualified (CFG-3). */
  FunctionArn?: string
  /** Missing means the default of 2 (CFG-2). */
  MaximumRetryAttempts?: number
  /** In seconds; missing means the default of 21,600 (CFG-2). */
  MaximumEventAgeInSeconds?: number
  DestinationConfig?: { OnSuccess?: { Destination?: string }; OnFailure?: { Destination?: string } }
}

/** Lists what is wrong with `value`; empty if it is an {@link SdkFunctionEventInvokeConfig}. Never throws. */
export function checkSdkFunctionEventInvokeConfig(value: unknown): readonly Issue[] {
  return issuesOf((given) => {
    const inJson = withLastModified(given, (date) => (isValidDate(date) ? date.toISOString() : { notADate: date }))
    return sdkFunctionEventInvokeConfigErrors(inJson)
  }, value).map((found) =>
    found.path === '/LastModified' ? issue(found.path, found.keyword, 'must be a valid Date') : found,
  )
}

/** True if `value` is an {@link SdkFunctionEventInvokeConfig}, without nulls and with a `Date`. */
export function isSdkFunctionEventInvokeConfig(value: unknown): value is SdkFunctionEventInvokeConfig {
  return checkSdkFunctionEventInvokeConfig(value).length === 0
}

/**
 * Parses event invoke settings in the shape that SDKs return.
 *
 * @param input - a value, or a JSON string, in which `LastModified` is ISO 8601 and becomes a `Date`
 * @throws {@link DocumentError} with code `not-json`, or `invalid-document` and its `issues`.
 * @example
 * ```ts
 * parseSdkFunctionEventInvokeConfig(await client.send(command)).LastModified?.getTime()
 * ```
 */
export function parseSdkFunctionEventInvokeConfig(input: unknown): SdkFunctionEventInvokeConfig {
  const revive = typeof input === 'string' ? asDate : undefined
  return parseDocument<SdkFunctionEventInvokeConfig>(
    'SdkFunctionEventInvokeConfig',
    input,
    checkSdkFunctionEventInvokeConfig,
    revive && ((value) => withLastModified(value, revive)),
  )
}

/**
 * Standard Schema of the shape that SDKs return. Its JSON Schema describes the JSON, where `LastModified` is a string.
 */
export const SdkFunctionEventInvokeConfig: StandardDocument<SdkFunctionEventInvokeConfig> =
  /* @__PURE__ */ standardDocument(checkSdkFunctionEventInvokeConfig, sdkFunctionEventInvokeConfigJsonSchema)

function withLastModified(value: unknown, change: (lastModified: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if (!Object.hasOwn(value, 'LastModified')) return value
  const { LastModified } = value as { LastModified: unknown }
  return LastModified === undefined ? value : { ...value, LastModified: change(LastModified) }
}

function isValidDate(value: unknown): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime())
}

/** Turns ISO 8601 in UTC into a `Date`, and leaves anything else for the check to report. */
function asDate(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]{8,18}Z$/.test(value) ? new Date(value) : value
}
