import { type DesiredFunction, parseArn, readTarget, type TargetKind } from '@async-invoke/schemas'

/** Destinations and dead-letter queues, with what IAM policies for them depend on. */
export interface PolicyTargets {
  /** ARNs of queues, topics, functions, event buses and buckets. */
  readonly targets: readonly string[]
  /** ARN of the customer managed key by target ARN, for encrypted targets. */
  readonly keys?: Readonly<Record<string, string>>
  /** Owning account by bucket ARN: a bucket ARN contains none. */
  readonly bucketOwners?: Readonly<Record<string, string>>
}

export interface KnownTarget {
  readonly arn: string
  readonly kind: TargetKind
  readonly key?: string
  readonly owner?: string
}

/**
 * Resolves kind, key and owner of each target. Wildcards in names are kept, since IAM accepts them.
 *
 * @throws {@link TypeError} if Lambda does not send to the service of an ARN.
 */
export function readTargets({ targets, keys = {}, bucketOwners = {} }: PolicyTargets): readonly KnownTarget[] {
  return [...new Set(targets)].sort().map((arn) => {
    const { kind } = readTarget(arn)
    if (kind === undefined)
      throw new TypeError(`not an ARN of a queue, topic, function, event bus or bucket that Lambda sends to: ${arn}`)
    const key = keys[arn]
    // A bucket ARN has an empty account.
    const owner = parseArn(arn)?.accountId || bucketOwners[arn]
    return { arn, kind, ...(key !== undefined && { key }), ...(owner !== undefined && { owner }) }
  })
}

/**
 * Lists every target in a function's desired state, across all qualifiers, sorted and without duplicates.
 *
 * @example
 * ```ts
 * buildExecutionRolePolicy({ targets: listTargets(desired.functions['order-processor']) })
 * ```
 */
export function listTargets({ DeadLetterConfig, EventInvokeConfigs = {} }: DesiredFunction): readonly string[] {
  const destinations = Object.values(EventInvokeConfigs).flatMap((settings) => [
    settings?.DestinationConfig?.OnSuccess?.Destination,
    settings?.DestinationConfig?.OnFailure?.Destination,
  ])
  return [...new Set([...destinations, DeadLetterConfig?.TargetArn])].filter((arn) => typeof arn === 'string').sort()
}
