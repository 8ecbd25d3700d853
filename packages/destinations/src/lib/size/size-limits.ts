import type { TargetKind } from '@async-invoke/schemas/target'
import { measures } from './target-commands.ts'

/** Size limit of one message for each kind of target, in bytes; `undefined` if the limit is out of reach. */
export type SizeLimits = { readonly [Kind in TargetKind]: number | undefined }

/**
 * Size limits of 2024 and 2026, in bytes as `sizeOf` counts them (DST-9, DST-9b). In 2024, every limit was 256 KiB. By
 * 2026, those of SQS (August 2025), Lambda (October 2025) and EventBridge (January 2026) were 1 MiB. SNS stayed at 256
 * KiB.
 *
 * A message of exactly the limit fits. For EventBridge ("less than"), it is not known whether AWS agrees.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * @example
 * ```ts
 * // A region where EventBridge still has the old limit:
 * const limits = { ...sizeLimitsByYear[2026], eventbridge: sizeLimitsByYear[2024].eventbridge }
 * ```
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
