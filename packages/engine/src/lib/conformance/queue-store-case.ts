import type { Claim, LaneBudget, NewItem, QueueStore, QueueStoreCapabilities } from '../queue/queue-store.ts'

/** Opens the store under test. */
export interface QueueStoreHarness {
  /** Moves the store's clock forward, be it a held clock of the test or an offset that a server adds to its own. */
  advanceMs(ms: number): void | Promise<void>
  /** Opens a new, empty store. */
  open(): Promise<QueueStore>
  /** Opens the same store after a crash: durable items are there, and leased ones return when their leases end. */
  reopen(): Promise<QueueStore>
  /** Opens another handle on the open store, as another process does. Absent where one handle owns the items. */
  openAnother?(): Promise<QueueStore>
  /**
   * Number of lanes in the case with many of them, for a server where each call has its price.
   *
   * @defaultValue `10_000`
   */
  readonly manyLanes?: number
}

/** One promise of the port and its check, which throws if the promise is broken. Independent of test frameworks. */
export interface QueueStoreCase {
  /** Name for a test whose subject is the store: a third-person verb and what it does. */
  readonly name: string
  /** Returns why a store with these capabilities skips the case; `undefined` if it does not. */
  skip?(capabilities: QueueStoreCapabilities): string | undefined
  /** Runs the check. */
  run(harness: QueueStoreHarness): Promise<void>
}

/** Skips a case for stores that declare that they do not keep its promise. */
export function unless<Name extends keyof QueueStoreCapabilities>(
  name: Name,
  declared: QueueStoreCapabilities[Name],
): (capabilities: QueueStoreCapabilities) => string | undefined {
  return (capabilities) =>
    capabilities[name] === declared ? `the store declares ${name}: ${String(declared)}` : undefined
}

export const unfenced = unless('fencing', false)

/** Skips a case with delays for stores that do not take such delays. */
export function delaysUpTo(ms: number): (capabilities: QueueStoreCapabilities) => string | undefined {
  return ({ maxDelayMs = Number.POSITIVE_INFINITY, delayStepMs = 1 }) => {
    if (maxDelayMs < ms) return `the store declares maxDelayMs ${maxDelayMs}`
    return delayStepMs > 1 ? `the store declares delayStepMs ${delayStepMs}` : undefined
  }
}

/** Skips a case for the first reason of several. */
export function anyOf(
  ...skips: readonly NonNullable<QueueStoreCase['skip']>[]
): (capabilities: QueueStoreCapabilities) => string | undefined {
  return (capabilities) => skips.map((skip) => skip(capabilities)).find((reason) => reason !== undefined)
}

const encoder = new TextEncoder()
export const bytes = (content: string): Uint8Array => encoder.encode(content)
export const text = (content: Uint8Array): string => new TextDecoder().decode(content)

export function item(
  id: string,
  parts: { lane?: string; delayMs?: number; state?: string; body?: string } = {},
): NewItem {
  const { lane = 'lane', delayMs = 0, state = '', body = '' } = parts
  return { id, lane, delayMs, state: bytes(state), body: bytes(body) }
}

export async function claimed(store: QueueStore, max = 10, leaseMs = 60_000): Promise<readonly Claim[]> {
  return (await store.claim({ max, leaseMs })).claims
}

/** When to ask again; `undefined` if the queue is empty. */
export async function nextInMs(store: QueueStore, budget?: LaneBudget): Promise<number | undefined> {
  return (await store.claim({ max: 0, leaseMs: 1_000, ...(budget !== undefined && { budget }) })).nextInMs
}

export async function counted(store: QueueStore): Promise<number[]> {
  const { ready, delayed, leased } = await store.stats()
  return [ready, delayed, leased]
}

export function idsOf(claims: readonly Claim[]): string[] {
  return claims.map(({ id }) => id)
}

export function tokenOf(claim: Claim | undefined): string {
  if (claim === undefined) throw new Error('nothing was claimed')
  return claim.token
}

export function equal(actual: unknown, expected: unknown): void {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (seen !== wanted) throw new Error(`expected ${wanted}, got ${seen}`)
}
