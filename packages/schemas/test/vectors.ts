import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../vectors', import.meta.url))

/** A document with a fault: why it is one, and the issue that must be reported. */
export interface InvalidVector {
  readonly why: string
  readonly document: unknown
  readonly issue: { readonly path: string; readonly keyword: string }
}

export interface Vector<Content> {
  readonly name: string
  readonly content: Content
}

/** Reads the vectors of a topic. Throws for an empty folder, since a test without cases would pass. */
export function readVectors<Content>(topic: string): readonly Vector<Content>[] {
  const folder = join(root, topic)
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  if (files.length === 0) throw new Error(`no vectors in ${folder}`)
  return files.map((file) => ({
    name: basename(file, '.json'),
    content: JSON.parse(readFileSync(join(folder, file), 'utf8')),
  }))
}
