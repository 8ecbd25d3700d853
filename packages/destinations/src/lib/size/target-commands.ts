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

/** The command of each kind of target. */
export interface CommandInputByKind {
  readonly sqs: SqsSendMessageInput | SqsDeadLetterInput
  readonly sns: SnsPublishInput | SnsDeadLetterInput
  readonly lambda: LambdaInvokeInput
  readonly eventbridge: EventBridgePutEventsInput
  readonly s3: S3PutObjectInput
}

/** What any formatter of this package returns. */
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
 * The kind of target that a command is for, by its members.
 *
 * @throws {@link TypeError} for a command that no formatter of this package returned
 */
export function kindOf(command: TargetCommandInput): TargetKind {
  const kind = kinds.find((each) => measures[each].owns(command))
  if (kind === undefined) throw new TypeError('not a command of any target')
  return kind
}

/** The measure of a command's target. */
export function measureOf<Command extends TargetCommandInput>(command: Command): Measure<Command> {
  // The compiler cannot tell that the kind and the command belong together; `owns` does.
  return measures[kindOf(command)] as unknown as Measure<Command>
}
