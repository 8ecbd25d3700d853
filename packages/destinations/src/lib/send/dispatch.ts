import type { Carrier, Parcel, ParcelOutcome } from '../carriers/carrier.ts'

/** How entries that a service calls retriable are tried again. */
export interface RetryOptions {
  /** Requests that one entry is part of, at most. */
  readonly maxAttempts: number
  /** Waits between them; rejects when the signal comes first. */
  readonly wait: (delayMs: number, signal: AbortSignal | undefined) => Promise<void>
}

export type Dispatched = ParcelOutcome & { readonly attempts: number }

const firstDelayMs = 100
const maxDelayMs = 5_000

/**
 * Sends one batch to its end: what the service took is done, what it calls retriable is sent again after 100, 200, 400 …
 * ms, alone or with others of the batch, and the rest has failed. Never rejects.
 *
 * Requests that fail as a whole were retried by the SDK client already.
 */
export async function dispatch<Command>(
  carrier: Carrier<Command>,
  parcels: readonly Parcel<Command>[],
  { maxAttempts, wait }: RetryOptions,
  signal: AbortSignal | undefined,
): Promise<readonly Dispatched[]> {
  const results: Dispatched[] = []
  let waiting = [...parcels.entries()]
  for (let attempts = 1; waiting.length > 0; attempts += 1) {
    const outcomes = await request(
      carrier,
      waiting.map(([, parcel]) => parcel),
      signal,
    )
    const again: typeof waiting = []
    for (const [position, entry] of waiting.entries()) {
      const outcome = outcomes[position] ?? { sent: false, retriable: false, cause: new Error('no answer') }
      results[entry[0]] = { ...outcome, attempts }
      if (!outcome.sent && outcome.retriable && attempts < maxAttempts) again.push(entry)
    }
    waiting = again
    if (waiting.length === 0) break
    try {
      await wait(Math.min(maxDelayMs, firstDelayMs * 2 ** (attempts - 1)), signal)
    } catch {
      break
    }
  }
  return results
}

/**
 * One request; when a batch is refused as a whole for what is in it, nothing of it was taken and nobody knows which
 * entry it was for, so each is sent alone.
 */
async function request<Command>(
  carrier: Carrier<Command>,
  parcels: readonly Parcel<Command>[],
  signal: AbortSignal | undefined,
): Promise<readonly ParcelOutcome[]> {
  try {
    return await carrier.send(parcels, signal)
  } catch (cause) {
    if (parcels.length === 1 || !isRefusalOfContent(cause))
      return parcels.map(() => ({ sent: false, retriable: false, cause }))
    const alone: ParcelOutcome[] = []
    for (const parcel of parcels) alone.push(...(await request(carrier, [parcel], signal)))
    return alone
  }
}

/** A fault of the client's by the SDK's reckoning, throttling, missing targets and permissions left aside. */
function isRefusalOfContent(cause: unknown): boolean {
  if (!(cause instanceof Error) || !('$fault' in cause) || cause.$fault !== 'client') return false
  return !/throttl|toomanyrequests|requestlimit|accessdenied|notfound|nonexistent|doesnotexist|unrecognizedclient/i.test(
    cause.name,
  )
}
