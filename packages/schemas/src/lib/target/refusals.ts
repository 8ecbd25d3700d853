import { createRefusal, type Refusal } from '../reference/refusal.ts'
import type { RefusedTarget, TargetPurpose, TargetReason } from './read-target.ts'
import { type TargetFacts, type TargetUse, targets } from './targets.ts'

/** A refusal of a destination or a dead-letter target, with the reason against its ARN. */
export interface TargetRefusal extends Refusal, RefusedTarget {
  readonly use: TargetUse
}

/** The words that a sentence may need beside the ARN. */
interface About extends Pick<TargetFacts, 'service' | 'noun'> {
  readonly use: TargetUse
  readonly owner?: TargetPurpose['owner']
}

/** What follows from one reason at each door. */
interface Verdict {
  /** The rule by which Put and Update refuse a destination. */
  readonly put: (about: About) => PutRule
  /** What CreateFunction and UpdateFunctionConfiguration say after `Invalid dead letter queue ARN: ` (FNC-3). */
  readonly deadLetter: (about: About) => string
  /** What a sender says after the ARN; the words are ours. */
  readonly send: (about: About) => string
}

/** The sentences of Put and Update, in the order in which the service tests the rules for both sides (CFG-20). */
const putSentences = {
  'CFG-14c': (_arn: string, printedConfig: string) => `The provided destination config ${printedConfig} is invalid.`,
  'CFG-14b': () => "You can't specify the function as a destination for itself.",
  'CFG-14a': (arn: string) => `The destination ARN ${arn} is invalid.`,
  'CFG-14g': () => "FIFO-type Amazon SNS topics aren't supported as a destination.",
} as const satisfies Readonly<Record<string, (arn: string, printedConfig: string) => string>>

type PutRule = keyof typeof putSentences
const putOrder = Object.keys(putSentences)

const noQueueOrTopic = () => 'Only Amazon SQS queues and Amazon SNS topics are supported.'

/**
 * No recording has these, so they are ours: CFG-14a for another region (U-14) and for a resource of another form; in
 * FNC-3 the sentence for other services where the resource has another form, and that FIFO is tested before the region.
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
    send: ({ use, noun }) => `takes no ${cargo[use]}; Lambda sends them to no ${noun}`,
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
    send: () => 'is FIFO; Lambda takes only standard queues and topics',
  },
  'partner-bus': {
    put: () => 'CFG-14a',
    deadLetter: noQueueOrTopic,
    send: () => 'is a partner event bus, which takes events of its partner only',
  },
  region: {
    put: () => 'CFG-14a',
    deadLetter: () =>
      "The resource specified by the TargetArn must be in the same region as the Lambda function it's associated with.",
    send: ({ owner }) => `is not in ${owner?.region}, the function's region`,
  },
  resource: {
    put: () => 'CFG-14a',
    deadLetter: noQueueOrTopic,
    send: ({ noun }) => `names no ${noun}`,
  },
}

const cargo: Readonly<Record<TargetUse, string>> = {
  OnSuccess: 'records of successes',
  OnFailure: 'records of failures',
  DeadLetter: 'dead letters',
}

/** The refusal by which Put and Update answer; `printedConfig` is the whole `DestinationConfig` as the service prints it. */
export function destinationRefusal(
  { arn, path, use }: { readonly arn: string; readonly path: string; readonly use: TargetUse },
  refused: RefusedTarget,
  printedConfig: string,
): TargetRefusal {
  const rule = verdicts[refused.reason].put(aboutOf(refused, { use }))
  const message = putSentences[rule](arn, printedConfig)
  return { ...createRefusal(rule, 'InvalidParameterValueException', path, arn, message), ...refused, use }
}

/** The refusal of a destination that is not there, which only its service can tell (CFG-14a). */
export function createAbsentDestinationRefusal(arn: string, use: 'OnSuccess' | 'OnFailure'): Refusal {
  const rule = 'CFG-14a'
  const path = `destinationConfig.${use === 'OnSuccess' ? 'onSuccess' : 'onFailure'}.destination`
  return createRefusal(rule, 'InvalidParameterValueException', path, arn, putSentences[rule](arn))
}

/** The service tests one rule for both sides before the next; the first refusal is the one it answers with (CFG-20). */
export function inOrderOfPut(refusals: readonly TargetRefusal[]): readonly TargetRefusal[] {
  return [...refusals].sort((a, b) => putOrder.indexOf(a.rule) - putOrder.indexOf(b.rule))
}

/** The refusal by which CreateFunction and UpdateFunctionConfiguration answer (FNC-3). */
export function deadLetterRefusal(arn: string, refused: RefusedTarget): TargetRefusal {
  const use = 'DeadLetter'
  const message = `Invalid dead letter queue ARN: ${verdicts[refused.reason].deadLetter(aboutOf(refused, { use }))}`
  const path = 'deadLetterConfig.targetArn'
  return { ...createRefusal('FNC-3', 'InvalidParameterValueException', path, arn, message), ...refused, use }
}

/**
 * A sentence for a sender that was handed a refused target: the ARN and the reason. The words are ours.
 *
 * @example describeRefusedTarget('arn:aws:s3:::b/key', { reason: 'resource', kind: 's3' }, { use: 'OnFailure' })
 * // 'arn:aws:s3:::b/key names no bucket'
 */
export function describeRefusedTarget(
  arn: string,
  refused: RefusedTarget,
  purpose: TargetPurpose & { readonly use: TargetUse },
): string {
  return `${arn} ${verdicts[refused.reason].send(aboutOf(refused, purpose))}`
}

function aboutOf({ kind }: RefusedTarget, purpose: Pick<About, 'use' | 'owner'>): About {
  const { service, noun } = kind === undefined ? { service: '', noun: 'target' } : targets[kind]
  return { service, noun, ...purpose }
}
