import { type FunctionHome, qualifiedName } from '../reference/function-reference.ts'

/** The kinds of targets that Lambda sends records or dead letters to. */
export type TargetKind = 'sqs' | 'sns' | 'lambda' | 'eventbridge' | 's3'

/** A side of a `DestinationConfig`, or a `DeadLetterConfig`. */
export type TargetUse = 'OnSuccess' | 'OnFailure' | 'DeadLetter'

/** The facts about one kind of target. */
export interface TargetFacts {
  /** The service that its ARN names. */
  readonly service: string
  /** The resource, in a word. */
  readonly noun: string
  /** The uses that Lambda admits. */
  readonly uses: readonly TargetUse[]
  /** Whether its ARN names a region and an account; of other kinds both are empty. */
  readonly located: boolean
  /** Whether it must be in the function's region. */
  readonly sameRegion: boolean
  /** The beginning of the ARN's resource, before the name. */
  readonly prefix: string
  /** The rest of the resource, whole. */
  readonly name: RegExp
  /** The end of a FIFO resource's name, which Lambda does not take. */
  readonly fifoSuffix?: string
  /** The beginning of a name that belongs to a partner of AWS, which Lambda does not take either. */
  readonly partnerPrefix?: string
  /** The IAM action of the execution role by which Lambda sends. */
  readonly sendAction: string
  /** Actions that Lambda looks for beside it when settings are stored, before it. */
  readonly configureActions: readonly string[]
}

const destination: readonly TargetUse[] = ['OnSuccess', 'OnFailure']
const everyUse: readonly TargetUse[] = [...destination, 'DeadLetter']

/**
 * Every fact about targets that does not depend on one function, by kind (DST-7, DST-10, DST-11, DLQ-9).
 *
 * Source: Lambda API reference, `OnFailure` and `DeadLetterConfig`; names as the API references of their services print
 * them. Destinations of another region are refused as dead-letter targets are (U-14, ours); no recording has a bucket of
 * another region, and its ARN names none.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example targets.sqs.sendAction // 'sqs:SendMessage'
 */
export const targets: Readonly<Record<TargetKind, TargetFacts>> = {
  sqs: {
    service: 'sqs',
    noun: 'queue',
    uses: everyUse,
    located: true,
    sameRegion: true,
    prefix: '',
    name: /^[a-zA-Z0-9_-]+$/,
    fifoSuffix: '.fifo',
    sendAction: 'sqs:SendMessage',
    configureActions: [],
  },
  sns: {
    service: 'sns',
    noun: 'topic',
    uses: everyUse,
    located: true,
    sameRegion: true,
    prefix: '',
    name: /^[a-zA-Z0-9_-]+$/,
    fifoSuffix: '.fifo',
    sendAction: 'sns:Publish',
    configureActions: [],
  },
  lambda: {
    service: 'lambda',
    noun: 'function',
    uses: destination,
    located: true,
    sameRegion: true,
    prefix: 'function:',
    name: qualifiedName,
    sendAction: 'lambda:InvokeFunction',
    configureActions: [],
  },
  eventbridge: {
    service: 'events',
    noun: 'event bus',
    uses: destination,
    located: true,
    sameRegion: true,
    prefix: 'event-bus/',
    name: /^[a-zA-Z0-9._-]+$/,
    partnerPrefix: 'aws.partner/',
    sendAction: 'events:PutEvents',
    configureActions: [],
  },
  s3: {
    service: 's3',
    noun: 'bucket',
    uses: ['OnFailure'],
    located: false,
    sameRegion: false,
    prefix: '',
    name: /^[a-zA-Z0-9._-]+$/,
    sendAction: 's3:PutObject',
    configureActions: ['s3:ListBucket'],
  },
}

export const targetKinds = Object.keys(targets) as readonly TargetKind[]

/**
 * The ARN of a target of this name. The name is taken as it is: ask {@link readTarget} whether Lambda takes the ARN.
 *
 * @example formatTargetArn('eventbridge', { region: 'us-east-1', accountId: '123456789012' }, 'orders')
 * // 'arn:aws:events:us-east-1:123456789012:event-bus/orders'
 */
export function formatTargetArn(kind: TargetKind, home: FunctionHome, name: string): string {
  const { service, located, prefix } = targets[kind]
  const place = located ? `${home.region}:${home.accountId}` : ':'
  return `arn:${home.partition ?? 'aws'}:${service}:${place}:${prefix}${name}`
}
