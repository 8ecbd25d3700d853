import type { TargetKind } from '@async-invoke/schemas/target'
import { measures } from './target-commands.ts'

/** Most bytes that each target takes of one message; `undefined` where no limit is near. */
export type SizeLimits = { readonly [Kind in TargetKind]: number | undefined }

/**
 * The limits of two years, in bytes of what `sizeOf` counts (DST-9). 2026: SQS (raised in August 2025), Lambda (October
 * 2025) and EventBridge (January 2026) take 1 MiB, SNS 256 KiB as ever. 2024: all take 256 KiB. For a moment between
 * them, or a region that lags behind, mix: `{ ...sizeLimitsByYear[2026], eventbridge: sizeLimitsByYear[2024].eventbridge }`.
 *
 * A message of exactly the limit fits; whether AWS counts it so for EventBridge ("less than") is not known.
 */
export const sizeLimitsByYear: Readonly<
  Record<2024 | 2026, SizeLimits & { readonly [Kind in Exclude<TargetKind, 's3'>]: number }>
> = { 2026: limitsOf(2026), 2024: limitsOf(2024) }

function limitsOf(year: 2024 | 2026): (typeof sizeLimitsByYear)[2026] {
  const { sqs, sns, lambda, eventbridge, s3 } = measures
  return {
    sqs: sqs.maxBytes[year],
    sns: sns.maxBytes[year],
    lambda: lambda.maxBytes[year],
    eventbridge: eventbridge.maxBytes[year],
    s3: s3.maxBytes[year],
  }
}
