import type { TargetKind } from '@async-invoke/schemas/target'
import type { Measure } from '../destination/measure.ts'
import type { EventBridgeCommand } from '../eventbridge/entry.ts'
import { eventBridgeMeasure } from '../eventbridge/measure.ts'
import type { LambdaInvocation } from '../lambda/invocation.ts'
import { lambdaMeasure } from '../lambda/measure.ts'
import { s3Measure } from '../s3/measure.ts'
import type { S3Object } from '../s3/object.ts'
import type { SnsDeadLetter } from '../sns/dead-letter.ts'
import { snsMeasure } from '../sns/measure.ts'
import type { SnsMessage } from '../sns/message.ts'
import type { SqsDeadLetter } from '../sqs/dead-letter.ts'
import { sqsMeasure } from '../sqs/measure.ts'
import type { SqsMessage } from '../sqs/message.ts'

/** The command of each kind of target. */
export interface TargetCommands {
  readonly sqs: SqsMessage | SqsDeadLetter
  readonly sns: SnsMessage | SnsDeadLetter
  readonly lambda: LambdaInvocation
  readonly eventbridge: EventBridgeCommand
  readonly s3: S3Object
}

/** What any formatter of this package returns. */
export type TargetCommand = TargetCommands[TargetKind]

/** The measure of each kind of target. */
export const measures = {
  sqs: sqsMeasure,
  sns: snsMeasure,
  lambda: lambdaMeasure,
  eventbridge: eventBridgeMeasure,
  s3: s3Measure,
} satisfies { readonly [Kind in TargetKind]: Measure<TargetCommands[Kind]> }

const kinds = Object.keys(measures) as readonly TargetKind[]

/**
 * The kind of target that a command is for, by its members.
 *
 * @throws {@link TypeError} for a command that no formatter of this package returned
 */
export function kindOf(command: TargetCommand): TargetKind {
  const kind = kinds.find((each) => measures[each].owns(command))
  if (kind === undefined) throw new TypeError('not a command of any target')
  return kind
}

/** The measure of a command's target. */
export function measureOf<Command extends TargetCommand>(command: Command): Measure<Command> {
  // The compiler cannot tell that the kind and the command belong together; `owns` does.
  return measures[kindOf(command)] as unknown as Measure<Command>
}
