import type { Claim, NewItem, QueueStore, QueueStoreCapabilities } from '../queue/queue-store.ts'
import type { VirtualClock } from '../time/clock.ts'

/** Opens the store under test. */
export interface QueueStoreHarness {
  /** Clock of the store, which cases advance. */
  readonly clock: VirtualClock
  /** Opens a new, empty store. */
  open(): Promise<QueueStore>
  /** Opens the same store after a crash: durable items are there, and leased ones return when their leases end. */
  reopen(): Promise<QueueStore>
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

export function unfenced({ fencing }: QueueStoreCapabilities): string | undefined {
  return fencing === false ? 'the store declares that it does not fence late owners' : undefined
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

export function claimed(store: QueueStore, max = 10, leaseMs = 60_000): Promise<readonly Claim[]> {
  return store.claim({ max, leaseMs })
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
