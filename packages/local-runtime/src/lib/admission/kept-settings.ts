import type { Refusal } from '@async-invoke/schemas'
import { createRefusal } from '@async-invoke/schemas/internal'
import type { FunctionSettings } from '../registry/function-record.ts'
import { checkMember } from './model-rules.ts'

type Kept = Partial<
  Pick<FunctionSettings, 'KMSKeyArn' | 'SnapStartApplyOn' | 'DurableConfig' | 'TenantIsolationMode' | 'Runtime'>
>

/** ARN of a key, or empty to remove it; written as the model's message prints it. */
export const keyPattern = '(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()'

/** Checks settings that are kept and returned against the model (FNC-10). */
export function checkKept({
  KMSKeyArn,
  SnapStartApplyOn,
  DurableConfig,
  TenantIsolationMode,
}: Kept): readonly Refusal[] {
  return [
    ...checkMember('kMSKeyArn', KMSKeyArn, { pattern: keyPattern }),
    ...checkMember('snapStart.applyOn', SnapStartApplyOn, { values: ['PublishedVersions', 'None'] }),
    ...checkMember('durableConfig.retentionPeriodInDays', DurableConfig?.RetentionPeriodInDays, {
      ...{ minimum: 1, maximum: 90 },
    }),
    ...checkMember('durableConfig.executionTimeout', DurableConfig?.ExecutionTimeout, {
      ...{ minimum: 1, maximum: 31_622_400 },
    }),
    ...checkMember('tenancyConfig.tenantIsolationMode', TenantIsolationMode === '' ? undefined : TenantIsolationMode, {
      required: TenantIsolationMode === '',
      values: ['PER_TENANT'],
    }),
  ]
}

/** Runtimes from which SnapStart is supported: Java 11, Python 3.12 and .NET 8. */
const withSnapStart = /^(java(1[1-9]|[2-9]\d)|python3\.(1[2-9]|[2-9]\d)|dotnet([89]|\d{2,}))$/

/**
 * Refuses SnapStart for other runtimes.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html
 */
export function checkSnapStart({ Runtime, SnapStartApplyOn }: Kept): readonly Refusal[] {
  if (SnapStartApplyOn !== 'PublishedVersions' || Runtime === undefined || withSnapStart.test(Runtime)) return []
  const message = `${Runtime} is not supported for SnapStart enabled functions.`
  return [createRefusal('FNC-10', 'InvalidParameterValueException', 'snapStart.applyOn', SnapStartApplyOn, message)]
}
