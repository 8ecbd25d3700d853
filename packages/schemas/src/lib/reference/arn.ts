/** An Amazon Resource Name, split at its first five colons; S3 bucket ARNs have an empty region and account. */
export interface Arn {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly accountId: string
  /** What follows the account, for example `order-failures` or `event-bus/order-events`. */
  readonly resource: string
}

/**
 * Splits an ARN; `undefined` for a text that is none.
 *
 * @example parseArn('arn:aws:sqs:us-east-1:123456789012:order-failures')?.resource // 'order-failures'
 */
export function parseArn(text: string): Arn | undefined {
  const arn = splitArn(text)
  return arn?.resource === '' ? undefined : arn
}

/** The same for a text whose resource may be missing: what Lambda's model takes for an ARN. */
export function splitArn(text: string): Arn | undefined {
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.*)$/s.exec(text)
  if (match === null) return undefined
  const [, partition = '', service = '', region = '', accountId = '', resource = ''] = match
  return { partition, service, region, accountId, resource }
}
