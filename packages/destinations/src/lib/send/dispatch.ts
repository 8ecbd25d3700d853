import type { Carrier, Parcel, ParcelOutcome } from '../carriers/carrier.ts'

/** How entries that a service calls retriable are retried. */
export interface RetryOptions {
  /** Maximum number of requests that include one entry. */
  readonly maxAttempts: number
  /** Waits between two requests. Rejects if the signal aborts. */
  readonly wait: (delayMs: number, signal: AbortSignal | undefined) => Promise<void>
}

export type Dispatched = ParcelOutcome & { readonly attempts: number }

const firstDelayMs = 100
const maxDelayMs = 5_000

/**
 * Sends one batch and retries the entries that the service calls retriable, after 100, 200, 400 … ms. Never rejects.
 *
 * Requests that fail as a whole are not retried, since the SDK client has already done that.
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
 * Makes one request. If the content of a whole batch is refused, none of it was accepted and the entry at fault is not
 * known, so each entry is sent alone.
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

/** True for a client fault, as the SDK classifies it, other than throttling, a missing target or missing permission. */
function isRefusalOfContent(cause: unknown): boolean {
  if (!(cause instanceof Error) || !('$fault' in cause) || cause.$fault !== 'client') return false
  return !/throttl|toomanyrequests|requestlimit|accessdenied|notfound|nonexistent|doesnotexist|unrecognizedclient/i.test(
    cause.name,
  )
}
