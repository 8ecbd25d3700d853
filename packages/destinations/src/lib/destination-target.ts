import { type Arn, parseArn, parseFunctionReference } from '@async-invoke/schemas/function-reference'

export type TargetKind = 'sqs' | 'sns' | 'lambda' | 'eventbridge' | 's3'

/** What a message is sent for: one side of a `DestinationConfig`, or a `DeadLetterConfig`. */
export type TargetUse = 'OnSuccess' | 'OnFailure' | 'dead-letter'

export interface DestinationTarget {
  readonly kind: TargetKind
  readonly arn: Arn
}

export type TargetRefusalReason =
  | 'not-an-arn'
  | 'kafka'
  | 'service'
  | 'resource'
  | 'fifo'
  | 'partner-bus'
  | 's3-on-success'
  | 'other-region'
  | 'self'

/** Why Lambda sends nothing to an ARN. Branch on `reason`; messages may be reworded. */
export interface TargetRefusal {
  readonly kind: 'refused'
  readonly reason: TargetRefusalReason
  /** Statement that the refusal rests on. */
  readonly rule: string
  readonly message: string
}

const kinds: Readonly<Record<string, TargetKind>> = {
  sqs: 'sqs',
  sns: 'sns',
  lambda: 'lambda',
  events: 'eventbridge',
  s3: 's3',
}

/**
 * What an ARN leads to, for a function and a use; a refusal where Lambda would not take it. Never throws.
 *
 * Shape: `functionArn` is the function whose events end; where it is no ARN, region and self are not compared.
 * Existence and permission are the service's to say.
 * Source: Lambda API reference, OnFailure and DeadLetterConfig; refusals as recorded on AWS (DST-7, DST-10, DST-11,
 * CFG-14, FNC-3). Destinations in another region are refused as dead letters are (U-14, a choice of ours).
 *
 * @example destinationTarget('arn:aws:s3:::records', { functionArn, use: 'OnSuccess' })
 * // { kind: 'refused', reason: 's3-on-success', rule: 'CFG-14c', message: '…' }
 */
export function destinationTarget(
  destinationArn: string,
  { functionArn, use }: { readonly functionArn: string; readonly use: TargetUse },
): DestinationTarget | TargetRefusal {
  const refuse = (reason: TargetRefusalReason, rule: string, message: string): TargetRefusal => ({
    kind: 'refused',
    reason,
    rule,
    message: `${destinationArn} ${message}`,
  })
  if (destinationArn.startsWith('kafka://'))
    return refuse('kafka', 'DST-7', 'is for event source mappings, not for asynchronous invocation')
  const arn = parseArn(destinationArn)
  if (arn === undefined) return refuse('not-an-arn', 'CFG-14d', 'is not an ARN')

  const kind = Object.hasOwn(kinds, arn.service) ? kinds[arn.service] : undefined
  if (kind === undefined)
    return refuse('service', 'CFG-14c', `names the service ${arn.service}, which is no target of Lambda's`)
  if (use === 'dead-letter' && kind !== 'sqs' && kind !== 'sns')
    return refuse('service', 'FNC-3', 'is no queue and no topic: dead letters go nowhere else')
  if (kind === 's3' && use === 'OnSuccess')
    return refuse('s3-on-success', 'CFG-14c', 'is a bucket, which takes records of failures only')
  if (arn.resource.endsWith('.fifo') && (kind === 'sqs' || kind === 'sns'))
    return refuse(
      'fifo',
      use === 'dead-letter' ? 'FNC-3' : 'DST-10',
      'is FIFO; only standard queues and topics are taken',
    )
  if (arn.resource.startsWith('event-bus/aws.partner/'))
    return refuse('partner-bus', 'DST-11', 'is a partner event bus, which takes events of its partner only')
  if (!namesResource(kind, destinationArn, arn)) return refuse('resource', 'DST-7', `names no ${nouns[kind]}`)

  const owner = parseFunctionReference(functionArn)
  const home = parseArn(functionArn)
  if (home === undefined || kind === 's3') return { kind, arn }
  if (
    kind === 'lambda' &&
    isSameFunction(arn, home, parseFunctionReference(destinationArn)?.functionName, owner?.functionName)
  )
    return refuse('self', 'CFG-14b', 'is the function itself')
  if (arn.region !== home.region)
    return refuse(
      'other-region',
      use === 'dead-letter' ? 'FNC-3' : 'U-14',
      `is not in ${home.region}, the function's region`,
    )
  return { kind, arn }
}

const nouns = { sqs: 'queue', sns: 'topic', lambda: 'function', eventbridge: 'event bus', s3: 'bucket' } as const

/** The forms of DST-7; a subscription is no topic, a rule no bus, an object no bucket. */
function namesResource(kind: TargetKind, destinationArn: string, { region, accountId, resource }: Arn): boolean {
  if (kind === 's3') return /^[^/:]+$/.test(resource)
  if (region === '' || accountId === '') return false
  if (kind === 'lambda') return resource.startsWith('function:') && parseFunctionReference(destinationArn) !== undefined
  return kind === 'eventbridge' ? /^event-bus\/[^/:]+$/.test(resource) : /^[^/:]+$/.test(resource)
}

/** The function is compared, not the qualifier (CFG-19, U-11). */
function isSameFunction(target: Arn, home: Arn, targetName: string | undefined, name: string | undefined): boolean {
  return (
    name !== undefined && targetName === name && target.region === home.region && target.accountId === home.accountId
  )
}
