import { copyFileSync, existsSync } from 'node:fs'
import type { Claim, NewItem } from '@async-invoke/engine'

const encoder = new TextEncoder()

export function bytes(text: string): Uint8Array {
  return encoder.encode(text)
}

export function item(
  id: string,
  parts: { lane?: string; delayMs?: number; state?: string; body?: string } = {},
): NewItem {
  const { lane = 'lane', delayMs = 0, state = '', body = '' } = parts
  return { id, lane, delayMs, state: bytes(state), body: bytes(body) }
}

export function tokenOf(claim: Claim | undefined): string {
  if (claim === undefined) throw new Error('nothing was claimed')
  return claim.token
}

/** What a crash at this moment leaves: a copy of the database and its log, taken without closing it. */
export function crashImage(path: string): string {
  const image = `${path}.crashed`
  for (const suffix of ['', '-wal']) if (existsSync(path + suffix)) copyFileSync(path + suffix, image + suffix)
  return image
}
