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
  if (typeof arn !== 'string') return undefined
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.*)$/s.exec(arn)
  if (match === null) return undefined
  const [, partition = '', service = '', region = '', accountId = '', resource = ''] = match
  return { partition, service, region, accountId, resource }
}
