import type { Target } from '@async-invoke/schemas/target'
import type { Carrier, Parcel } from '../carriers/carrier.ts'
import type { Addressing, Destination } from '../destination/destination.ts'
import { decideSize, type SizeOptions } from '../size/size-decision.ts'
import type { TargetCommandInput } from '../size/target-commands.ts'
import type { BatchItem } from './batches.ts'
import { isDeadLetter, type Outgoing } from './outgoing.ts'
import { failed, reasonOf, refused, type SendResult } from './send-result.ts'

export interface Entry {
  readonly outgoing: Outgoing
  readonly target: Target
}

export interface PrepareOptions {
  readonly sizes: SizeOptions
  readonly uuid: () => string
}

/** An entry that is ready for a batch. */
export interface Prepared<Command> extends BatchItem {
  readonly destinationArn: string
  readonly parcel: Parcel<Command>
  readonly payloadDropped: boolean
}

/** Addresses, formats and measures one entry. If that fails, resolves to the failed result. Never rejects. */
export async function prepare<Command extends TargetCommandInput, Client>(
  { destination, carrier }: { destination: Destination<Command, Client>; carrier: Carrier<Command> },
  { outgoing, target }: Entry,
  { sizes, uuid }: PrepareOptions,
  signal: AbortSignal | undefined,
): Promise<Prepared<Command> | SendResult> {
  const { destinationArn, traceHeader } = outgoing
  let queueUrl: string
  try {
    signal?.throwIfAborted()
    queueUrl = (await carrier.queueUrlOf?.(target.arn, signal)) ?? ''
  } catch (cause) {
    return refused(destinationArn, cause, signal)
  }
  let formatted: Command
  try {
    formatted = format(destination, outgoing, { queueUrl, uuid })
  } catch (cause) {
    return failed('malformed', destinationArn, `cannot format a message for ${destinationArn}: ${reasonOf(cause)}`, {
      cause,
    })
  }
  const characters = destination.refusedCharacters?.(formatted) ?? []
  if (characters.length > 0) {
    const found = characters.map(({ attribute, character }) => `${character} in the attribute ${attribute}`)
    return failed('unsupported-characters', destinationArn, `SNS does not accept ${found.join(' or ')} (DLQ-5)`)
  }
  const decision = decideSize(formatted, sizes)
  if (decision.action === 'fail')
    return failed(
      'too-large',
      destinationArn,
      `the message has ${decision.size} bytes, and ${destinationArn} accepts ${decision.limit}`,
    )
  const parcel = { command: decision.command, traceHeader }
  return {
    destinationArn,
    parcel,
    payloadDropped: decision.action === 'drop-payload',
    group: carrier.groupOf(parcel),
    size: destination.measure.sizeOf(decision.command),
  }
}

function format<Command, Client>(
  destination: Destination<Command, Client>,
  outgoing: Outgoing,
  addressing: Addressing,
): Command {
  if (!isDeadLetter(outgoing)) return destination.format(outgoing, addressing)
  if (destination.formatDeadLetter === undefined) throw new TypeError('the target does not accept dead letters')
  return destination.formatDeadLetter(outgoing, addressing)
}
