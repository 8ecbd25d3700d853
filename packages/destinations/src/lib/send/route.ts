import { sizeOf, type TargetCommand } from '../command-size.ts'
import { DestinationError, type DestinationErrorCode } from '../destination-error.ts'
import type { DestinationTarget, TargetKind } from '../destination-target.ts'
import { decideSize, type SizeOptions } from '../size-decision.ts'
import { sizeLimits } from '../size-limits.ts'
import { checkSnsDeadLetter } from '../sns-characters.ts'
import { batchesOf, type Packed } from './batches.ts'
import type { Carrier, Parcel } from './carrier.ts'
import { type Dispatched, dispatch, type Patience } from './dispatch.ts'
import { inTurns } from './in-turns.ts'
import type { Sendable } from './sendable.ts'

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
  readonly target: DestinationTarget
}

/** Sends entries of one service; one result for each, in their order. Never rejects. */
export type Route = (entries: readonly Entry[], signal: AbortSignal | undefined) => Promise<readonly SendResult[]>

export interface Manner extends Patience {
  readonly sizes: SizeOptions
}

/** Requests to one service at the same time, in one call of `sendAll`. */
const maximumRequestsAtOnce = 16

interface Prepared<Command> extends Packed {
  readonly index: number
  readonly destinationArn: string
  readonly parcel: Parcel<Command>
  readonly payloadDropped: boolean
}

/** Formats, measures, batches and sends the entries of one service. */
export function createRoute<Command extends TargetCommand>(
  carrier: Carrier<Command>,
  kind: TargetKind,
  { sizes, ...patience }: Manner,
): Route {
  const maximumSize = (sizes.limits ?? sizeLimits[2026])[kind] ?? Number.POSITIVE_INFINITY

  return async (entries, signal) => {
    const results: SendResult[] = []
    const prepared: Prepared<Command>[] = []
    await inTurns([...entries.entries()], maximumRequestsAtOnce, async ([index, entry]) => {
      const ready = await prepare(carrier, entry, sizes, signal)
      if ('status' in ready) results[index] = ready
      else prepared.push({ index, ...ready })
    })
    const batches = batchesOf(prepared, { maximumCount: carrier.parcelsPerRequest, maximumSize })
    await inTurns(batches, maximumRequestsAtOnce, async (batch) => {
      const outcomes = await dispatch(
        carrier,
        batch.map(({ parcel }) => parcel),
        patience,
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

async function prepare<Command extends TargetCommand>(
  carrier: Carrier<Command>,
  { sendable, target }: Entry,
  sizes: SizeOptions,
  signal: AbortSignal | undefined,
): Promise<Omit<Prepared<Command>, 'index'> | SendResult> {
  const { destinationArn, traceHeader } = sendable
  let address: string
  try {
    signal?.throwIfAborted()
    address = await carrier.addressOf(target.arn, signal)
  } catch (cause) {
    return refused(destinationArn, cause, signal)
  }
  let formatted: Command
  try {
    formatted = carrier.format(sendable, address)
  } catch (cause) {
    return failed('malformed', destinationArn, `no message for ${destinationArn} can be made: ${reasonOf(cause)}`, {
      cause,
    })
  }
  const characters = refusedCharacters(formatted)
  if (characters !== '') return failed('unsupported-characters', destinationArn, `SNS takes no ${characters} (DLQ-5)`)
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
    size: sizeOf(decision.command),
  }
}

function refusedCharacters(command: TargetCommand): string {
  if (!('TopicArn' in command && 'MessageAttributes' in command)) return ''
  return checkSnsDeadLetter(command)
    .map(({ attribute, character }) => `${character} in the attribute ${attribute}`)
    .join(' and no ')
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
