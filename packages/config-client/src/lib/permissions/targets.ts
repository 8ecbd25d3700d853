import { type Arn, type DesiredFunction, parseArn, sendActions } from '@async-invoke/schemas'

/** Where the events of functions end: destinations and dead-letter queues, as ARNs. */
export interface Targets {
  readonly targets: readonly string[]
  /** The customer's key by target ARN, for those that are encrypted with one. */
  readonly keys?: Readonly<Record<string, string>>
  /** The owning account by bucket ARN, which names none itself. */
  readonly bucketOwners?: Readonly<Record<string, string>>
}

/** A target with its parts. */
export type Target = Arn & { readonly arn: string; readonly key?: string; readonly owner?: string }

/** Throws {@link TypeError} for a target that is no ARN of a service that takes records (a caller's bug). */
export function readTargets({ targets, keys = {}, bucketOwners = {} }: Targets): readonly Target[] {
  return [...new Set(targets)].sort().map((arn) => {
    const parsed = parseArn(arn)
    if (parsed === undefined || sendActions[parsed.service] === undefined)
      throw new TypeError(`not an ARN of a queue, topic, function, event bus or bucket: ${arn}`)
    const key = keys[arn]
    const owner = parsed.service === 's3' ? bucketOwners[arn] : parsed.accountId
    return { ...parsed, arn, ...(key !== undefined && { key }), ...(owner !== undefined && { owner }) }
  })
}

/**
 * Every target that a function's desired state names, over all qualifiers.
 *
 * @example executionRolePolicy({ targets: targetsOf(desired.functions['order-processor']) })
 */
export function targetsOf({ DeadLetterConfig, EventInvokeConfigs = {} }: DesiredFunction): readonly string[] {
  const destinations = Object.values(EventInvokeConfigs).flatMap((settings) => [
    settings?.DestinationConfig?.OnSuccess?.Destination,
    settings?.DestinationConfig?.OnFailure?.Destination,
  ])
  return [...new Set([...destinations, DeadLetterConfig?.TargetArn])].filter((arn) => typeof arn === 'string').sort()
}
