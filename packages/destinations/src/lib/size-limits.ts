import type { TargetKind } from './destination-target.ts'

/** Most bytes that each target takes of one message; `undefined` where no limit is near. */
export type SizeLimits = { readonly [Kind in TargetKind]: number | undefined }

const kibibyte = 1_024
const mebibyte = 1_024 * kibibyte

/**
 * The limits of two years, in bytes of what `sizeOf` counts (DST-9). 2026: SQS (raised in August 2025), Lambda (October
 * 2025) and EventBridge (January 2026) take 1 MiB, SNS 256 KiB as ever. 2024: all take 256 KiB. For a moment between
 * them, or a region that lags behind, mix: `{ ...sizeLimits[2026], eventbridge: sizeLimits[2024].eventbridge }`.
 *
 * A message of exactly the limit fits; whether AWS counts it so for EventBridge ("less than") is not known.
 */
export const sizeLimits = {
  2026: { sqs: mebibyte, sns: 256 * kibibyte, lambda: mebibyte, eventbridge: mebibyte, s3: undefined },
  2024: {
    sqs: 256 * kibibyte,
    sns: 256 * kibibyte,
    lambda: 256 * kibibyte,
    eventbridge: 256 * kibibyte,
    s3: undefined,
  },
} as const satisfies Readonly<Record<number, SizeLimits>>
