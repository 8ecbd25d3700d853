import type { TargetKind } from '@async-invoke/schemas/target'
import type { Measure } from '../destination/measure.ts'
import type { EventBridgePutEventsInput } from '../eventbridge/entry.ts'
import { eventBridgeMeasure } from '../eventbridge/measure.ts'
import type { LambdaInvokeInput } from '../lambda/invocation.ts'
import { lambdaMeasure } from '../lambda/measure.ts'
import { s3Measure } from '../s3/measure.ts'
import type { S3PutObjectInput } from '../s3/object.ts'
import type { SnsDeadLetterInput } from '../sns/dead-letter.ts'
import { snsMeasure } from '../sns/measure.ts'
import type { SnsPublishInput } from '../sns/message.ts'
import type { SqsDeadLetterInput } from '../sqs/dead-letter.ts'
import { sqsMeasure } from '../sqs/measure.ts'
import type { SqsSendMessageInput } from '../sqs/message.ts'

/** The command inputs of each kind of target. */
export interface CommandInputByKind {
  readonly sqs: SqsSendMessageInput | SqsDeadLetterInput
  readonly sns: SnsPublishInput | SnsDeadLetterInput
  readonly lambda: LambdaInvokeInput
  readonly eventbridge: EventBridgePutEventsInput
  readonly s3: S3PutObjectInput
}

/** The input of an SDK command, as any formatter of this package returns it. */
export type TargetCommandInput = CommandInputByKind[TargetKind]

/** The measure of each kind of target. */
export const measures = {
  sqs: sqsMeasure,
  sns: snsMeasure,
  lambda: lambdaMeasure,
  eventbridge: eventBridgeMeasure,
  s3: s3Measure,
} satisfies { readonly [Kind in TargetKind]: Measure<CommandInputByKind[Kind]> }

const kinds = Object.keys(measures) as readonly TargetKind[]

/**
 * Tells the kind of target that a command is for, by its members.
 *
 * @throws `TypeError` if no formatter of this package returns such a command.
 */
export function kindOf(command: TargetCommandInput): TargetKind {
  const kind = kinds.find((candidate) => measures[candidate].owns(command))
  if (kind === undefined) throw new TypeError('not a command that a formatter returns')
  return kind
}

/** The measure of the target of a command. */
export function measureOf<Command extends TargetCommandInput>(command: Command): Measure<Command> {
  // `owns` guarantees that the measure fits the command, which the compiler cannot know.
  return measures[kindOf(command)] as unknown as Measure<Command>
}
