import type { Target, TargetKind } from '@async-invoke/schemas/target'
import type { Carrier, Parcel } from '../carriers/carrier.ts'
import type { Addressing, Destination } from '../destination/destination.ts'
import { decideSize, type SizeOptions } from '../size/size-decision.ts'
import { sizeLimits } from '../size/size-limits.ts'
import type { TargetCommand } from '../size/target-commands.ts'
import { type BatchItem, batchesOf } from './batches.ts'
import { DestinationError, type DestinationErrorCode } from './destination-error.ts'
import { type Dispatched, dispatch, type RetryOptions } from './dispatch.ts'
import { inTurns } from './in-turns.ts'
import { isDeadLetter, type Sendable } from './sendable.ts'

/** What came of one record or dead letter. */
export type SendResult =
  | {
      readonly status: 'sent'
      readonly destinationArn: string
      /** Requests that it was part of; retries of the SDK client are not counted. */
      readonly attempts: number
      /** The service's id of the message or event; Lambda and S3 give none. */
      readonly messageId?: string
      /** Its payloads were left out, since it was too large with them (U-02). */
      readonly payloadDropped: boolean
    }
  | {
      readonly status: 'failed'
      readonly destinationArn: string
      /** 0 when no request was made for it. */
      readonly attempts: number
      readonly error: DestinationError
    }

export interface Entry {
  readonly sendable: Sendable
  readonly target: Target
}

/** Sends entries of one service; one result for each, in their order. Never rejects. */
export type Route = (entries: readonly Entry[], signal: AbortSignal | undefined) => Promise<readonly SendResult[]>

export interface RouteOptions extends RetryOptions {
  readonly sizes: SizeOptions
  readonly uuid: () => string
}

/** One kind of target with a client to it. */
export interface Connection<Command, Client> {
  readonly kind: TargetKind
  readonly destination: Destination<Command, Client>
  readonly client: Client
}

/** Requests to one service at the same time, in one call of `sendAll`. */
const maximumRequestsAtOnce = 16

interface Prepared<Command> extends BatchItem {
  readonly index: number
  readonly destinationArn: string
  readonly parcel: Parcel<Command>
  readonly payloadDropped: boolean
}

/** Formats, measures, batches and sends the entries of one service. */
export function createRoute<Command extends TargetCommand, Client>(
  { kind, destination, client }: Connection<Command, Client>,
  options: RouteOptions,
): Route {
  const { sizes } = options
  const carrier = destination.carrierOver(client)
  const maximumSize = (sizes.limits ?? sizeLimits[2026])[kind] ?? Number.POSITIVE_INFINITY

  return async (entries, signal) => {
    const results: SendResult[] = []
    const prepared: Prepared<Command>[] = []
    await inTurns([...entries.entries()], maximumRequestsAtOnce, async ([index, entry]) => {
      const ready = await prepare({ destination, carrier }, entry, options, signal)
      if ('status' in ready) results[index] = ready
      else prepared.push({ index, ...ready })
    })
    const batches = batchesOf(prepared, { maximumCount: carrier.parcelsPerRequest, maximumSize })
    await inTurns(batches, maximumRequestsAtOnce, async (batch) => {
      const outcomes = await dispatch(
        carrier,
        batch.map(({ parcel }) => parcel),
        options,
        signal,
      )
      for (const [position, outcome] of outcomes.entries()) {
        const one = batch[position]
        if (one !== undefined) results[one.index] = resultOf(one, outcome, signal)
      }
    })
    return results
  }
}

async function prepare<Command extends TargetCommand, Client>(
  { destination, carrier }: { destination: Destination<Command, Client>; carrier: Carrier<Command> },
  { sendable, target }: Entry,
  { sizes, uuid }: RouteOptions,
  signal: AbortSignal | undefined,
): Promise<Omit<Prepared<Command>, 'index'> | SendResult> {
  const { destinationArn, traceHeader } = sendable
  let queueUrl: string
  try {
    signal?.throwIfAborted()
    queueUrl = (await carrier.queueUrlOf?.(target.arn, signal)) ?? ''
  } catch (cause) {
    return refused(destinationArn, cause, signal)
  }
  let formatted: Command
  try {
    formatted = format(destination, sendable, { queueUrl, uuid })
  } catch (cause) {
    return failed('malformed', destinationArn, `no message for ${destinationArn} can be made: ${reasonOf(cause)}`, {
      cause,
    })
  }
  const characters = destination.refusedCharacters?.(formatted) ?? []
  if (characters.length > 0) {
    const found = characters.map(({ attribute, character }) => `${character} in the attribute ${attribute}`)
    return failed('unsupported-characters', destinationArn, `SNS takes no ${found.join(' and no ')} (DLQ-5)`)
  }
  const decision = decideSize(formatted, sizes)
  if (decision.action === 'fail')
    return failed(
      'too-large',
      destinationArn,
      `${decision.size} bytes are too many for ${destinationArn}, which takes ${decision.limit}`,
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
  sendable: Sendable,
  addressing: Addressing,
): Command {
  if (!isDeadLetter(sendable)) return destination.format(sendable, addressing)
  if (destination.formatDeadLetter === undefined) throw new TypeError('the target takes no dead letters')
  return destination.formatDeadLetter(sendable, addressing)
}

function resultOf<Command>(
  { destinationArn, payloadDropped }: Prepared<Command>,
  outcome: Dispatched,
  signal: AbortSignal | undefined,
): SendResult {
  const { attempts } = outcome
  if (!outcome.sent) return { ...refused(destinationArn, outcome.cause, signal), attempts }
  const { messageId } = outcome
  return { status: 'sent', destinationArn, attempts, ...(messageId !== undefined && { messageId }), payloadDropped }
}

function refused(destinationArn: string, cause: unknown, signal: AbortSignal | undefined): SendResult {
  if (signal?.aborted) return failed('aborted', destinationArn, `aborted before ${destinationArn} had it`, { cause })
  return failed('refused', destinationArn, `${destinationArn} did not take it: ${reasonOf(cause)}`, { cause })
}

export function failed(
  code: DestinationErrorCode,
  destinationArn: string,
  message: string,
  options?: ErrorOptions,
): SendResult {
  return {
    status: 'failed',
    destinationArn,
    attempts: 0,
    error: new DestinationError(code, destinationArn, message, options),
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
}
