import { sizeOf } from './command-size.ts'
import { type SizeLimits, sizeLimits } from './size-limits.ts'
import { kindOf, type TargetCommand } from './target-commands.ts'
import { withoutPayloads } from './without-payloads.ts'

/**
 * What to do with a record that is too large (U-02), where AWS's own documents disagree: `fail` the delivery (Developer
 * Guide; the default), or `drop-payload` and send the rest (API reference, for SNS).
 */
export type OversizePolicy = 'fail' | 'drop-payload'

export interface SizeOptions {
  /** `sizeLimits[2026]` unless told. */
  readonly limits?: SizeLimits
  /** `fail` unless told. */
  readonly oversize?: OversizePolicy
}

interface Measured {
  /** Bytes that the command would count. */
  readonly size: number
  /** Bytes that its target takes; missing for S3. */
  readonly limit?: number
}

export type SizeDecision<Command extends TargetCommand> =
  | (Measured & { readonly action: 'deliver'; readonly command: Command })
  /** `command` is the smaller one to send. */
  | (Measured & { readonly action: 'drop-payload'; readonly command: Command })
  | (Measured & { readonly action: 'fail' })

/**
 * Whether a command fits its target, and what to do if not, before the service is asked. Never throws.
 *
 * Shape: a dead letter is never made smaller, since its body is the event itself (DLQ-8); nor is a record that would be
 * too large without its payloads. Both `fail`.
 *
 * @example decideSize(command, { oversize: 'drop-payload' }).action // 'deliver', 'drop-payload' or 'fail'
 */
export function decideSize<Command extends TargetCommand>(
  command: Command,
  { limits = sizeLimits[2026], oversize = 'fail' }: SizeOptions = {},
): SizeDecision<Command> {
  const limit = limits[kindOf(command)]
  const size = sizeOf(command)
  if (limit === undefined) return { action: 'deliver', size, command }
  if (size <= limit) return { action: 'deliver', size, limit, command }
  const smaller = oversize === 'drop-payload' ? withoutPayloads(command, size, limit) : undefined
  if (smaller === undefined || sizeOf(smaller) > limit) return { action: 'fail', size, limit }
  return { action: 'drop-payload', size, limit, command: smaller }
}
