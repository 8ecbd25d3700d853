import { fileURLToPath } from 'node:url'

/** The record validator of each library, all for the same document; the first is the one that others are compared with. */
export const peers = [
  { name: 'async-invoke', file: 'ours' },
  { name: 'valibot', file: 'valibot' },
  { name: 'zod/mini', file: 'zod-mini' },
  { name: 'zod 4', file: 'zod' },
  { name: 'powertools parser + zod', file: 'powertools' },
  { name: 'ajv at run time', file: 'ajv' },
  { name: 'TypeBox compiled', file: 'typebox' },
] as const

export interface Peer {
  validate(value: unknown): boolean
}

export const peerPath = (file: string): string => fileURLToPath(new URL(`./peers/${file}.ts`, import.meta.url))
