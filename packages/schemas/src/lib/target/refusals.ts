import { createRefusal, type Refusal } from '../reference/refusal.ts'
import type { RefusedTarget, TargetPurpose, TargetReason } from './read-target.ts'
import { type TargetFacts, type TargetUse, targets } from './targets.ts'

/** The refusal of a destination or a dead-letter target, with the reason. */
export interface TargetRefusal extends Refusal, RefusedTarget {
  readonly use: TargetUse
}

/** Details that a message may mention besides the ARN. */
interface Details extends Pick<TargetFacts, 'service' | 'noun'> {
  readonly use: TargetUse
  readonly owner?: TargetPurpose['owner']
}

/** How one reason is reported by each API, and by a sender. */
interface Verdict {
  /** The rule by which Put and Update refuse a destination. */
  readonly put: (details: Details) => PutRule
  /** The message of CreateFunction and UpdateFunctionConfiguration after `Invalid dead letter queue ARN: ` (FNC-3). */
  readonly deadLetter: (details: Details) => string
  /** The message of a sender after the ARN; the wording is ours. */
  readonly send: (details: Details) => string
}

/** The messages of Put and Update, in the order in which the service checks the rules for both sides (CFG-20). */
const putMessages = {
  'CFG-14c': (_arn: string, printedConfig: string) => `The provided destination config ${printedConfig} is invalid.`,
  'CFG-14b': () => "You can't specify the function as a destination for itself.",
  'CFG-14a': (arn: string) => `The destination ARN ${arn} is invalid.`,
  'CFG-14g': () => "FIFO-type Amazon SNS topics aren't supported as a destination.",
} as const satisfies Readonly<Record<string, (arn: string, printedConfig: string) => string>>

type PutRule = keyof typeof putMessages
const putOrder = Object.keys(putMessages)

const noQueueOrTopic = () => 'Only Amazon SQS queues and Amazon SNS topics are supported.'

/**
 * These are our choices, as no recording shows them: CFG-14a for another region or partition (U-14) and for a resource of the wrong
 * form; for FNC-3, the message for a resource of the wrong form, and that FIFO is checked before the region.
 */
const verdicts: Readonly<Record<TargetReason, Verdict>> = {
  malformed: {
    put: () => 'CFG-14c',
    deadLetter: noQueueOrTopic,
    send: () => 'is not an ARN',
  },
  kafka: {
    put: () => 'CFG-14c',
    deadLetter: noQueueOrTopic,
    send: () => 'is for event source mappings, not for asynchronous invocation',
  },
  service: {
    put: () => 'CFG-14c',
    deadLetter: noQueueOrTopic,
    send: () => 'names a service that Lambda does not send to',
  },
  use: {
    put: () => 'CFG-14c',
    deadLetter: noQueueOrTopic,
    send: ({ use, noun }) =>
      `cannot receive ${sentFor[use]}: Lambda does not send them to this kind of target (${noun})`,
  },
  self: {
    put: () => 'CFG-14b',
    deadLetter: noQueueOrTopic,
    send: () => 'is the function itself',
  },
  fifo: {
    put: ({ service }) => (service === 'sns' ? 'CFG-14g' : 'CFG-14a'),
    deadLetter: ({ service, noun }) =>
      `FIFO ${service.toUpperCase()} ${noun} is not supported for dead letter configuration`,
    send: () => 'is FIFO; Lambda sends only to standard queues and topics',
  },
  'partner-bus': {
    put: () => 'CFG-14a',
    deadLetter: noQueueOrTopic,
    send: () => 'is a partner event bus, which accepts only events of its partner',
  },
  region: {
    put: () => 'CFG-14a',
    deadLetter: () =>
      "The resource specified by the TargetArn must be in the same region as the Lambda function it's associated with.",
    send: ({ owner: { region, partition } = {} }) =>
      region === undefined
        ? `is not in ${partition}, the partition of the function`
        : `is not in ${region}, the region of the function`,
  },
  resource: {
    put: () => 'CFG-14a',
    deadLetter: noQueueOrTopic,
    send: ({ noun }) => `names no ${noun}`,
  },
}

const sentFor: Readonly<Record<TargetUse, string>> = {
  OnSuccess: 'records of successes',
  OnFailure: 'records of failures',
  DeadLetter: 'dead letters',
}

/** The refusal of Put and Update; `printedConfig` is the whole `DestinationConfig` as the service prints it. */
export function destinationRefusal(
  { arn, path, use }: { readonly arn: string; readonly path: string; readonly use: TargetUse },
  refused: RefusedTarget,
  printedConfig: string,
): TargetRefusal {
  const rule = verdicts[refused.reason].put(detailsOf(refused, { use }))
  const message = putMessages[rule](arn, printedConfig)
  return { ...createRefusal(rule, 'InvalidParameterValueException', path, arn, message), ...refused, use }
}

/** Creates the refusal of a destination that does not exist, which only its service can tell (CFG-14a). */
export function createAbsentDestinationRefusal(arn: string, use: 'OnSuccess' | 'OnFailure'): Refusal {
  const rule = 'CFG-14a'
  const path = `destinationConfig.${use === 'OnSuccess' ? 'onSuccess' : 'onFailure'}.destination`
  return createRefusal(rule, 'InvalidParameterValueException', path, arn, putMessages[rule](arn))
}

/**
 * Sorts by rule: the service checks each rule for both sides before the next, and answers with the first refusal
 * (CFG-20).
 */
export function inOrderOfPut(refusals: readonly TargetRefusal[]): readonly TargetRefusal[] {
  return [...refusals].sort((a, b) => putOrder.indexOf(a.rule) - putOrder.indexOf(b.rule))
}

/** The refusal of CreateFunction and UpdateFunctionConfiguration (FNC-3). */
export function deadLetterRefusal(arn: string, refused: RefusedTarget): TargetRefusal {
  const use = 'DeadLetter'
  const message = `Invalid dead letter queue ARN: ${verdicts[refused.reason].deadLetter(detailsOf(refused, { use }))}`
  const path = 'deadLetterConfig.targetArn'
  return { ...createRefusal('FNC-3', 'InvalidParameterValueException', path, arn, message), ...refused, use }
}

/**
 * Describes why an ARN was refused, for the error of a sender. The wording is ours, not AWS's.
 *
 * @example
 * ```ts
 * describeRefusedTarget('arn:aws:s3:::b/key', { reason: 'resource', kind: 's3' }, { use: 'OnFailure' })
 * // 'arn:aws:s3:::b/key names no bucket'
 * ```
 */
export function describeRefusedTarget(
  arn: string,
  refused: RefusedTarget,
  purpose: TargetPurpose & { readonly use: TargetUse },
): string {
  return `${arn} ${verdicts[refused.reason].send(detailsOf(refused, purpose))}`
}

function detailsOf({ kind }: RefusedTarget, purpose: Pick<Details, 'use' | 'owner'>): Details {
  const { service, noun } = kind === undefined ? { service: '', noun: 'target' } : targets[kind]
  return { service, noun, ...purpose }
}
