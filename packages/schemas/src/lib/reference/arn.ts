/**
 * An Amazon Resource Name, split at its first five colons. S3 bucket ARNs have an empty region and account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export interface Arn {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly accountId: string
  /** Everything after the account, for example `order-failures` or `event-bus/order-events`. */
  readonly resource: string
}

/**
 * Splits an ARN.
 *
 * @param arn - any value; never throws
 * @returns `undefined` if it is not an ARN.
 * @example
 * ```ts
 * parseArn('arn:aws:sqs:us-east-1:123456789012:order-failures')?.resource // 'order-failures'
 * ```
 */
export function parseArn(arn: unknown): Arn | undefined {
  const split = splitArn(arn)
  return split?.resource === '' ? undefined : split
}

/** As {@link parseArn}, but allows an empty resource, as the patterns of Lambda's model do. */
export function splitArn(arn: unknown): Arn | undefined {
  if (typeof arn !== 'string' || !arn.startsWith('arn:')) return undefined
  // Positions of the parts, 0 for one that is missing: half as expensive as a pattern with groups.
  const service = arn.indexOf(':', 4) + 1
  const region = arn.indexOf(':', service) + 1
  const account = arn.indexOf(':', region) + 1
  const resource = arn.indexOf(':', account) + 1
  const hasAll = service > 0 && region > service && account > region && resource > account
  // Only partition and service may not be empty.
  if (!hasAll || service === 5 || region === service + 1) return undefined
  return {
    partition: arn.slice(4, service - 1),
    service: arn.slice(service, region - 1),
    region: arn.slice(region, account - 1),
    accountId: arn.slice(account, resource - 1),
    resource: arn.slice(resource),
  }
}
