import type { Claim, NewItem, QueueStore, QueueStoreCapabilities } from '../queue/queue-store.ts'
import type { VirtualClock } from '../time/clock.ts'

/** One store under test, opened by the suite as often as a case asks. */
export interface QueueStoreHarness {
  readonly clock: VirtualClock
  /** A new, empty store. */
  open(): Promise<QueueStore>
  /** The same store after a crash: what was durable is there, what was leased comes back when its lease ends. */
  reopen(): Promise<QueueStore>
}

/** One promise of the port, checked. Throws when it is broken; knows no test framework. */
export interface QueueStoreCase {
  readonly name: string
  /** Why a store with these capabilities cannot run the case; undefined when it can. */
  skip?(capabilities: QueueStoreCapabilities): string | undefined
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
