import { type FunctionHome, qualifiedName } from '../reference/function-reference.ts'
import { partitionOf } from '../reference/partition.ts'

/** A kind of target that Lambda sends records or dead letters to. */
export type TargetKind = 'sqs' | 'sns' | 'lambda' | 'eventbridge' | 's3'

/** The use of a target: a side of a `DestinationConfig`, or the `DeadLetterConfig`. */
export type TargetUse = 'OnSuccess' | 'OnFailure' | 'DeadLetter'

/** The facts about one kind of target. */
export interface TargetFacts {
  /** Service name in its ARN. */
  readonly service: string
  /** Noun for the resource, for example `queue`. */
  readonly noun: string
  /** The uses that Lambda supports. */
  readonly uses: readonly TargetUse[]
  /** Whether its ARN has a region and an account; otherwise both are empty. */
  readonly located: boolean
  /** Whether it must be in the function's region. */
  readonly sameRegion: boolean
  /** Prefix of the resource in the ARN, before the name. */
  readonly prefix: string
  /** Pattern of the name: the whole resource after the prefix. */
  readonly name: RegExp
  /** Suffix of a FIFO resource's name; Lambda refuses these. */
  readonly fifoSuffix?: string
  /** Prefix of a partner resource's name; Lambda refuses these. */
  readonly partnerPrefix?: string
  /** IAM action that the execution role needs to send. */
  readonly sendAction: string
  /** Further IAM actions that Lambda checks when settings are stored, before `sendAction`. */
  readonly configureActions: readonly string[]
  /** IAM actions that the execution role needs on the customer managed key of an encrypted target. */
  readonly keyActions: readonly string[]
}

const encrypt = ['kms:GenerateDataKey']
const encryptAndDecrypt = ['kms:Decrypt', ...encrypt]

const destination: readonly TargetUse[] = ['OnSuccess', 'OnFailure']
const everyUse: readonly TargetUse[] = [...destination, 'DeadLetter']

/**
 * The facts about each kind of target (DST-7, DST-10, DST-11, DLQ-9).
 *
 * Names follow the API references of the services. That destinations, like dead-letter targets, must be in the
 * function's region is our choice (U-14); a bucket's ARN has no region, and no recording shows one of another region.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_OnFailure.html
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_DeadLetterConfig.html
 * @example
 * ```ts
 * targets.sqs.sendAction // 'sqs:SendMessage'
 * ```
 */
export const targets: Readonly<Record<TargetKind, TargetFacts>> = {
  sqs: {
    service: 'sqs',
    noun: 'queue',
    uses: everyUse,
    located: true,
    sameRegion: true,
    prefix: '',
    name: /^[a-zA-Z0-9_-]{1,80}$/,
    fifoSuffix: '.fifo',
    sendAction: 'sqs:SendMessage',
    configureActions: [],
    keyActions: encryptAndDecrypt,
  },
  sns: {
    service: 'sns',
    noun: 'topic',
    uses: everyUse,
    located: true,
    sameRegion: true,
    prefix: '',
    name: /^[a-zA-Z0-9_-]{1,256}$/,
    fifoSuffix: '.fifo',
    sendAction: 'sns:Publish',
    configureActions: [],
    keyActions: encryptAndDecrypt,
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
    keyActions: encryptAndDecrypt,
  },
  eventbridge: {
    service: 'events',
    noun: 'event bus',
    uses: destination,
    located: true,
    sameRegion: true,
    prefix: 'event-bus/',
    name: /^[a-zA-Z0-9._-]{1,256}$/,
    partnerPrefix: 'aws.partner/',
    sendAction: 'events:PutEvents',
    configureActions: [],
    keyActions: encryptAndDecrypt,
  },
  s3: {
    service: 's3',
    noun: 'bucket',
    uses: ['OnFailure'],
    located: false,
    sameRegion: false,
    prefix: '',
    name: /^[a-zA-Z0-9._-]{1,255}$/,
    sendAction: 's3:PutObject',
    configureActions: ['s3:ListBucket'],
    keyActions: encrypt,
  },
}

/** Every kind of target. */
export const targetKinds = Object.keys(targets) as readonly TargetKind[]

/**
 * Formats the ARN of a target. The name is not checked; `readTarget` tells whether Lambda sends to the ARN.
 *
 * @example
 * ```ts
 * formatTargetArn('eventbridge', { region: 'us-east-1', accountId: '123456789012' }, 'orders')
 * // 'arn:aws:events:us-east-1:123456789012:event-bus/orders'
 * ```
 */
export function formatTargetArn(kind: TargetKind, home: FunctionHome, name: string): string {
  const { service, located, prefix } = targets[kind]
  const location = located ? `${home.region}:${home.accountId}` : ':'
  return `arn:${home.partition ?? partitionOf(home.region)}:${service}:${location}:${prefix}${name}`
}
