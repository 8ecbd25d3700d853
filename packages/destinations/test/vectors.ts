import { readdirSync, readFileSync } from 'node:fs'

/**
 * Reads the vectors of a folder of `vectors/destinations`. Throws if there are none, since a test without cases would
 * pass.
 */
export function readVectors<Content>(topic: string): readonly { readonly name: string; readonly content: Content }[] {
  const folder = new URL(`../../../vectors/destinations/${topic}/`, import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  if (names.length === 0) throw new Error(`no vectors in ${folder.pathname}`)
  return names.map((name) => ({ name, content: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) }))
}
