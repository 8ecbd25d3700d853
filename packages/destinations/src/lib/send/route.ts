import type { TargetKind } from '@async-invoke/schemas/target'
import type { Destination } from '../destination/destination.ts'
import { sizeLimitsByYear } from '../size/size-limits.ts'
import type { TargetCommandInput } from '../size/target-commands.ts'
import { batchesOf } from './batches.ts'
import { type Dispatched, dispatch, type RetryOptions } from './dispatch.ts'
import type { Entry } from './entry.ts'
import { mapWithConcurrency } from './map-with-concurrency.ts'
import { type Prepared, type PrepareOptions, prepare } from './prepare.ts'
import { refused, type SendResult } from './send-result.ts'

/** Sends the entries for one service. Resolves to one result per entry, in order, and never rejects. */
export type Route = (entries: readonly Entry[], signal: AbortSignal | undefined) => Promise<readonly SendResult[]>

export type RouteOptions = PrepareOptions & RetryOptions

/** One kind of target and the client for it. */
export interface Connection<Command, Client> {
  readonly kind: TargetKind
  readonly destination: Destination<Command, Client>
  readonly client: Client
}

/** Maximum number of concurrent requests to one service in one call of `sendAll`. */
const maxConcurrentRequests = 16

/** Creates a route that formats, measures, batches and sends entries. */
export function createRoute<Command extends TargetCommandInput, Client>(
  { kind, destination, client }: Connection<Command, Client>,
  options: RouteOptions,
): Route {
  const { sizes } = options
  const carrier = destination.carrierOver(client)
  const maxSize = (sizes.limits ?? sizeLimitsByYear[2026])[kind] ?? Number.POSITIVE_INFINITY

  return async (entries, signal) => {
    const results: SendResult[] = []
    const prepared: (Prepared<Command> & { readonly index: number })[] = []
    await mapWithConcurrency([...entries.entries()], maxConcurrentRequests, async ([index, entry]) => {
      const ready = await prepare({ destination, carrier }, entry, options, signal)
      if ('status' in ready) results[index] = ready
      else prepared.push({ index, ...ready })
    })
    const batches = batchesOf(prepared, { maxCount: carrier.maxParcelsPerRequest, maxSize })
    await mapWithConcurrency(batches, maxConcurrentRequests, async (batch) => {
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
