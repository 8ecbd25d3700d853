import { sizeOf } from './command-size.ts'
import { type SizeLimits, sizeLimitsByYear } from './size-limits.ts'
import { kindOf, type TargetCommandInput } from './target-commands.ts'
import { withoutPayloads } from './without-payloads.ts'

/**
 * The action for a record that is too large (U-02): `fail` the delivery, as the Developer Guide says, or `drop-payload`
 * and send the rest, as the API reference says for SNS. AWS's documents disagree.
 */
export type OversizePolicy = 'fail' | 'drop-payload'

/** Options of {@link decideSize}. */
export interface SizeOptions {
  /**
   * Size limits of the targets.
   *
   * @defaultValue `sizeLimitsByYear[2026]`
   */
  readonly limits?: SizeLimits
  /**
   * The action for a record that is too large.
   *
   * @defaultValue `'fail'`
   */
  readonly oversize?: OversizePolicy
}

/**
 * The action for a command: `deliver` it, deliver the smaller `command` without payloads (`drop-payload`), or `fail`.
 * `size` is the size of the command that was given and `limit` what its target accepts, both in bytes; `limit` is
 * missing for S3.
 */
export type SizeDecision<Command extends TargetCommandInput> = { readonly size: number; readonly limit?: number } & (
  | { readonly action: 'deliver' | 'drop-payload'; readonly command: Command }
  | { readonly action: 'fail' }
)

/**
 * Decides whether a command fits its target, and what to do if it does not, without a call to the service.
 *
 * A dead letter that is too large always fails, since its body is the event itself (DLQ-8). So does a record that is
 * too large even without its payloads.
 *
 * @throws `TypeError` if no formatter of this package returns such a command.
 * @example
 * ```ts
 * decideSize(command, { oversize: 'drop-payload' }).action // 'deliver', 'drop-payload' or 'fail'
 * ```
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
