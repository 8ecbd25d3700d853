import type { TargetKind } from '@async-invoke/schemas/target'
import { measures } from './target-commands.ts'

/** Most bytes that each target takes of one message; `undefined` where no limit is near. */
export type SizeLimits = { readonly [Kind in TargetKind]: number | undefined }

/**
 * The limits of two years, in bytes of what `sizeOf` counts (DST-9). 2026: SQS (raised in August 2025), Lambda (October
 * 2025) and EventBridge (January 2026) take 1 MiB, SNS 256 KiB as ever. 2024: all take 256 KiB. For a moment between
 * them, or a region that lags behind, mix: `{ ...sizeLimits[2026], eventbridge: sizeLimits[2024].eventbridge }`.
 *
 * A message of exactly the limit fits; whether AWS counts it so for EventBridge ("less than") is not known.
 */
export const sizeLimits = { 2026: limitsOf(2026), 2024: limitsOf(2024) } as const

type Limits = { readonly [Kind in TargetKind]: (typeof measures)[Kind]['maxBytes'][2026] }

function limitsOf(year: 2024 | 2026): Limits {
  const limits = Object.entries(measures).map(([kind, { maxBytes }]) => [kind, maxBytes[year]])
  return Object.fromEntries(limits) as Limits
}
