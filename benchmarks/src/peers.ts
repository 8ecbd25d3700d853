import { fileURLToPath } from 'node:url'

/** The record validators of the libraries, all for the same document; the others are compared with the first. */
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
