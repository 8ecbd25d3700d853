import { sdkFunctionEventInvokeConfigJsonSchema } from '../../generated/sdk-function-event-invoke-config.schema.ts'
import { sdkFunctionEventInvokeConfigErrors } from '../../generated/sdk-function-event-invoke-config.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'

/**
 * The configuration as an AWS SDK hands it over: unset members are missing, unset sides `{}`, `LastModified` a Date
 * (CFG-1). Every member is optional, as in the SDK's own type.
 *
 * @example
 * {
 *   LastModified: new Date('2026-02-10T09:10:00.479Z'),
 *   FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST',
 *   MaximumRetryAttempts: 1,
 *   DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:…' }, OnSuccess: {} },
 * }
 */
export interface SdkFunctionEventInvokeConfig {
  /** A Date in memory; its ISO text in JSON. */
  LastModified?: Date
  /** Always with a qualifier (CFG-3). */
  FunctionArn?: string
  /** Missing means the default of 2 (CFG-2). */
  MaximumRetryAttempts?: number
  /** Seconds; missing means the default of 21,600 (CFG-2). */
  MaximumEventAgeInSeconds?: number
  DestinationConfig?: { OnSuccess?: { Destination?: string }; OnFailure?: { Destination?: string } }
}

/** Lists what is wrong with `value`; empty means that it is an {@link SdkFunctionEventInvokeConfig}. Never throws. */
export function checkSdkFunctionEventInvokeConfig(value: unknown): readonly Issue[] {
  return issuesOf((given) => {
    const inJson = withLastModified(given, (date) => (isValidDate(date) ? date.toISOString() : { notADate: date }))
    return sdkFunctionEventInvokeConfigErrors(inJson)
  }, value).map((found) =>
    found.path === '/LastModified' ? issue(found.path, found.keyword, 'must be a valid Date') : found,
  )
}

/** Whether `value` is an {@link SdkFunctionEventInvokeConfig}; nulls and an ISO text are not. */
export function isSdkFunctionEventInvokeConfig(value: unknown): value is SdkFunctionEventInvokeConfig {
  return checkSdkFunctionEventInvokeConfig(value).length === 0
}

/**
 * Reads the SDK form from a value, or from its JSON text, in which `LastModified` is ISO 8601 and becomes a Date.
 *
 * Throws {@link DocumentError} with `code` `not-json` or `invalid-document`, the latter with `issues`.
 *
 * @example parseSdkFunctionEventInvokeConfig(await client.send(command)).LastModified?.getTime()
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

/** The SDK form as a Standard Schema; its JSON Schema describes what JSON makes of it. */
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

/** Only ISO 8601 in UTC becomes a Date; anything else is left for the check to refuse. */
function asDate(text: unknown): unknown {
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]{8,18}Z$/.test(text) ? new Date(text) : text
}
