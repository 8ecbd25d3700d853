import type { Carrier, Parcel } from '../carriers/carrier.ts'
import { carriedTraceHeader } from '../carriers/trace-header.ts'
import type { Addressing, Destination } from '../destination/destination.ts'
import { decideSize, type SizeOptions } from '../size/size-decision.ts'
import type { TargetCommandInput } from '../size/target-commands.ts'
import type { BatchItem } from './batches.ts'
import type { Entry } from './entry.ts'
import { isDeadLetter, type Outgoing } from './outgoing.ts'
import { type FailedResult, failed, reasonOf, refused, type SendResult } from './send-result.ts'

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
  entry: Entry,
  { sizes, uuid }: PrepareOptions,
  signal: AbortSignal | undefined,
): Promise<Prepared<Command> | SendResult> {
  const { destinationArn, traceHeader } = entry.outgoing
  let queueUrl: string
  try {
    signal?.throwIfAborted()
    queueUrl = (await carrier.queueUrlOf?.(entry.target.arn, signal)) ?? ''
  } catch (cause) {
    return refused(destinationArn, cause, signal)
  }
  const formatted = formatEntry(destination, entry, { queueUrl, uuid })
  if ('status' in formatted) return formatted
  let fitted = fit(formatted, sizes, destinationArn)
  if (!('command' in fitted) || fitted.payloadDropped) {
    // Only a message beyond the usual limit is worth the question.
    let maxBytes: number | undefined
    try {
      maxBytes = sizes.topicLimits?.[destinationArn] ?? (await carrier.maxBytesOf?.(formatted, signal))
    } catch (cause) {
      return refused(destinationArn, cause, signal)
    }
    if (maxBytes !== undefined)
      fitted = fit(formatted, { ...sizes, topicLimits: { [destinationArn]: maxBytes } }, destinationArn)
  }
  if (!('command' in fitted)) return fitted
  const parcel = { command: fitted.command, traceHeader: carriedTraceHeader(traceHeader) }
  return {
    destinationArn,
    parcel,
    payloadDropped: fitted.payloadDropped,
    group: carrier.groupOf(parcel),
    size: destination.measure.sizeOf(fitted.command),
  }
}

/** Formats one entry and checks its characters, or returns the failed result. */
export function formatEntry<Command, Client>(
  destination: Destination<Command, Client>,
  { outgoing }: Entry,
  addressing: Addressing,
): Command | FailedResult {
  const { destinationArn } = outgoing
  let formatted: Command
  try {
    formatted = format(destination, outgoing, addressing)
  } catch (cause) {
    return failed('malformed', destinationArn, `cannot format a message for ${destinationArn}: ${reasonOf(cause)}`, {
      cause,
    })
  }
  const characters = destination.refusedCharacters?.(formatted) ?? []
  if (characters.length === 0) return formatted
  const found = characters.map(({ attribute, character }) => `${character} in the attribute ${attribute}`)
  return failed('unsupported-characters', destinationArn, `SNS does not accept ${found.join(' or ')} (DLQ-5)`)
}

/** Fits a command to its target's limit, or returns the failed result. */
export function fit<Command extends TargetCommandInput>(
  formatted: Command,
  sizes: SizeOptions,
  destinationArn: string,
): { readonly command: Command; readonly payloadDropped: boolean } | FailedResult {
  const decision = decideSize(formatted, sizes)
  if (decision.action !== 'fail')
    return { command: decision.command, payloadDropped: decision.action === 'drop-payload' }
  const { size, limit } = decision
  return failed('too-large', destinationArn, `the message has ${size} bytes, and ${destinationArn} accepts ${limit}`)
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
