import { type DesiredFunction, parseArn, readTarget, type TargetKind } from '@async-invoke/schemas'

/** Where the events of functions end: destinations and dead-letter queues, as ARNs. */
export interface PolicyTargets {
  readonly targets: readonly string[]
  /** The customer's key by target ARN, for those that are encrypted with one. */
  readonly keys?: Readonly<Record<string, string>>
  /** The owning account by bucket ARN, which names none itself. */
  readonly bucketOwners?: Readonly<Record<string, string>>
}

/** A target with its kind, its key and its owner. */
export interface KnownTarget {
  readonly arn: string
  readonly kind: TargetKind
  readonly key?: string
  readonly owner?: string
}

/**
 * Wildcards in names are kept, as IAM takes them.
 *
 * @throws {@link TypeError} for an ARN of another service than Lambda sends to (a caller's bug)
 */
export function readTargets({ targets, keys = {}, bucketOwners = {} }: PolicyTargets): readonly KnownTarget[] {
  return [...new Set(targets)].sort().map((arn) => {
    const { kind } = readTarget(arn)
    if (kind === undefined)
      throw new TypeError(`not an ARN of a queue, topic, function, event bus or bucket that Lambda sends to: ${arn}`)
    const key = keys[arn]
    // The ARN of a bucket names no account.
    const owner = parseArn(arn)?.accountId || bucketOwners[arn]
    return { arn, kind, ...(key !== undefined && { key }), ...(owner !== undefined && { owner }) }
  })
}

/**
 * Every target that a function's desired state names, over all qualifiers.
 *
 * @example buildExecutionRolePolicy({ targets: listTargets(desired.functions['order-processor']) })
 */
export function listTargets({ DeadLetterConfig, EventInvokeConfigs = {} }: DesiredFunction): readonly string[] {
  const destinations = Object.values(EventInvokeConfigs).flatMap((settings) => [
    settings?.DestinationConfig?.OnSuccess?.Destination,
    settings?.DestinationConfig?.OnFailure?.Destination,
  ])
  return [...new Set([...destinations, DeadLetterConfig?.TargetArn])].filter((arn) => typeof arn === 'string').sort()
}
