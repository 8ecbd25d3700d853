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
   * Limits of topics by ARN, in bytes: the attribute `MaximumMessageSize` of a topic, from 1,024 to 1,048,576 (DST-9a).
   *
   * @defaultValue `limits.sns` for every topic
   */
  readonly topicLimits?: Readonly<Record<string, number>>
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
  options: SizeOptions = {},
): SizeDecision<Command> {
  const { limits = sizeLimitsByYear[2026], topicLimits = {}, oversize = 'fail' } = options
  const limit = topicLimitOf(command, topicLimits) ?? limits[kindOf(command)]
  const size = sizeOf(command)
  if (limit === undefined) return { action: 'deliver', size, command }
  if (size <= limit) return { action: 'deliver', size, limit, command }
  const smaller = oversize === 'drop-payload' ? withoutPayloads(command, size, limit) : undefined
  if (smaller === undefined || sizeOf(smaller) > limit) return { action: 'fail', size, limit }
  return { action: 'drop-payload', size, limit, command: smaller }
}

/** The limit that is known of the topic of a command; `undefined` for other targets. */
function topicLimitOf(command: TargetCommandInput, limits: Readonly<Record<string, number>>): number | undefined {
  return 'TopicArn' in command && Object.hasOwn(limits, command.TopicArn) ? limits[command.TopicArn] : undefined
}
