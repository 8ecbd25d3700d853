import { copyFileSync, existsSync } from 'node:fs'
import type { Claim, ClaimQuery, NewItem, QueueStore } from '@async-invoke/engine'

const encoder = new TextEncoder()

/** Bound of a file that is soon full. */
export const maxFileBytes = 200_000
/** Does not fit into a file of that bound. */
export const tooLarge = 'x'.repeat(1_000_000)

export function bytes(string: string): Uint8Array {
  return encoder.encode(string)
}

export function item(
  id: string,
  fields: { lane?: string; delayMs?: number; state?: string; body?: string } = {},
): NewItem {
  const { lane = 'lane', delayMs = 0, state = '', body = '' } = fields
  return { id, lane, delayMs, state: bytes(state), body: bytes(body) }
}

export async function claimsOf(store: QueueStore, query: ClaimQuery): Promise<readonly Claim[]> {
  return (await store.claim(query)).claims
}

export function tokenOf(claim: Claim | undefined): string {
  if (claim === undefined) throw new Error('nothing was claimed')
  return claim.token
}

/** Copies database and log without closing the store, which gives the files that a crash would leave. */
export function crashImage(path: string): string {
  const image = `${path}.crashed`
  for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copyFileSync(path + suffix, image + suffix)
  return image
}
