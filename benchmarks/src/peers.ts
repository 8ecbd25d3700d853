import { fileURLToPath } from 'node:url'
import { compatPath, powertoolsIsInstalled } from './compat.ts'

const peerPath = (file: string): string => fileURLToPath(new URL(`./peers/${file}.ts`, import.meta.url))

/**
 * The record validators of the libraries, all for the same document; the others are compared with the first. Powertools
 * is missing if `compat/` is not installed.
 */
export const peers: readonly { readonly name: string; readonly path: string }[] = [
  { name: 'async-invoke', path: peerPath('ours') },
  { name: 'valibot', path: peerPath('valibot') },
  { name: 'zod/mini', path: peerPath('zod-mini') },
  { name: 'zod 4', path: peerPath('zod') },
  ...(powertoolsIsInstalled ? [{ name: 'powertools parser + zod', path: compatPath('record') }] : []),
  { name: 'ajv at run time', path: peerPath('ajv') },
  { name: 'TypeBox compiled', path: peerPath('typebox') },
]

export interface Peer {
  validate(value: unknown): boolean
}
