import type { Arn } from '@async-invoke/schemas/function-reference'
import type { Destination } from '../destination/destination.ts'
import { serviceUrl } from '../destination/service-url.ts'
import { eventBridgeDestination } from '../eventbridge/destination.ts'
import { lambdaDestination } from '../lambda/destination.ts'
import { s3Destination } from '../s3/destination.ts'
import type { SizeOptions } from '../size/size-decision.ts'
import type { TargetCommandInput } from '../size/target-commands.ts'
import { snsDestination } from '../sns/destination.ts'
import { sqsDestination } from '../sqs/destination.ts'
import { type Entry, readEntry } from './entry.ts'
import type { Outgoing } from './outgoing.ts'
import { fit, formatEntry } from './prepare.ts'

/** Options of {@link prepareCommand}. */
export interface PrepareCommandOptions extends SizeOptions {
  /**
   * URL of the queue.
   *
   * @defaultValue the URL that SQS gives a queue of this ARN
   */
  readonly queueUrl?: string
  /**
   * Generates the UUID in the key of an S3 object.
   *
   * @defaultValue `crypto.randomUUID`
   */
  readonly uuid?: () => string
}

/**
 * Prepares the input of the SDK command that a sender would send, without a client: for tests, and to keep what has no
 * endpoint. Refuses what the sender or its target would refuse: the ARN, characters, and the size (DST-13).
 *
 * @throws {@link DestinationError} with the code of the sender
 * @example
 * ```ts
 * prepareCommand({ recordText, functionArn, condition: 'RetriesExhausted', destinationArn: 'arn:aws:s3:::records' })
 * // { Bucket: 'records', Key: 'aws/lambda/async/…', Body: recordText, ContentType: 'application/octet-stream' }
 * ```
 */
export function prepareCommand(outgoing: Outgoing, options: PrepareCommandOptions = {}): TargetCommandInput {
  const entry = readEntry(outgoing)
  if ('status' in entry) throw entry.error
  switch (entry.target.kind) {
    case 'sqs':
      return commandFor(sqsDestination, entry, options)
    case 'sns':
      return commandFor(snsDestination, entry, options)
    case 'lambda':
      return commandFor(lambdaDestination, entry, options)
    case 'eventbridge':
      return commandFor(eventBridgeDestination, entry, options)
    case 's3':
      return commandFor(s3Destination, entry, options)
  }
}

function commandFor<Command extends TargetCommandInput, Client>(
  destination: Destination<Command, Client>,
  entry: Entry,
  { queueUrl = queueUrlOf(entry.target.arn), uuid = () => crypto.randomUUID(), ...sizes }: PrepareCommandOptions,
): Command {
  const formatted = formatEntry(destination, entry, { queueUrl, uuid })
  if ('status' in formatted) throw formatted.error
  const fitted = fit(formatted, sizes, entry.outgoing.destinationArn)
  if (!('command' in fitted)) throw fitted.error
  return fitted.command
}

/** The URL of a queue in AWS; of any other ARN it has no meaning. */
function queueUrlOf(arn: Arn): string {
  return `${serviceUrl('sqs', arn)}/${arn.accountId}/${arn.resource}`
}
