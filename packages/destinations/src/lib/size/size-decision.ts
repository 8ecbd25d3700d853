import { sizeOf } from './command-size.ts'
import { type SizeLimits, sizeLimitsByYear } from './size-limits.ts'
import { kindOf, type TargetCommandInput } from './target-commands.ts'
import { withoutPayloads } from './without-payloads.ts'

/**
 * What to do with a record that is too large (U-02), where AWS's own documents disagree: `fail` the delivery (Developer
 * Guide; the default), or `drop-payload` and send the rest (API reference, for SNS).
 */
export type OversizePolicy = 'fail' | 'drop-payload'

export interface SizeOptions {
  /** `sizeLimitsByYear[2026]` unless told. */
  readonly limits?: SizeLimits
  /** `fail` unless told. */
  readonly oversize?: OversizePolicy
}

/**
 * What to do with a command: `deliver` it, deliver the smaller `command` without payloads (`drop-payload`), or `fail`.
 * `size` is the size of the command that was given and `limit` what its target accepts, both in bytes; `limit` is
 * missing for S3.
 */
export type SizeDecision<Command extends TargetCommandInput> = { readonly size: number; readonly limit?: number } & (
  | { readonly action: 'deliver' | 'drop-payload'; readonly command: Command }
  | { readonly action: 'fail' }
)

/**
 * Whether a command fits its target, and what to do if not, before the service is asked. Never throws.
 *
 * Shape: a dead letter is never made smaller, since its body is the event itself (DLQ-8); nor is a record that would be
 * too large without its payloads. Both `fail`.
 *
 * @example decideSize(command, { oversize: 'drop-payload' }).action // 'deliver', 'drop-payload' or 'fail'
 */
export function decideSize<Command extends TargetCommandInput>(
  command: Command,
  { limits = sizeLimitsByYear[2026], oversize = 'fail' }: SizeOptions = {},
): SizeDecision<Command> {
  const limit = limits[kindOf(command)]
  const size = sizeOf(command)
  if (limit === undefined) return { action: 'deliver', size, command }
  if (size <= limit) return { action: 'deliver', size, limit, command }
  const smaller = oversize === 'drop-payload' ? withoutPayloads(command, size, limit) : undefined
  if (smaller === undefined || sizeOf(smaller) > limit) return { action: 'fail', size, limit }
  return { action: 'drop-payload', size, limit, command: smaller }
}
