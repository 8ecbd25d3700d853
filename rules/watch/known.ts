import { readFileSync, writeFileSync } from 'node:fs'
import { type Facts, factKinds } from './facts.ts'

/** The facts that were seen before, each kind with the model that it comes from. */
export interface Known {
  readonly sources: Readonly<Record<string, string>>
  readonly facts: Facts
}

export const knownPath = new URL('known.json', import.meta.url)

export function readKnown(): Known {
  return JSON.parse(readFileSync(knownPath, 'utf8'))
}

export function writeKnown(known: Known): void {
  writeFileSync(knownPath, formatKnown(known))
}

/** One line for each owner, so that a diff shows what changed. */
export function formatKnown({ sources, facts }: Known): string {
  const kinds = factKinds.map((kind) => {
    const owners = Object.entries(facts[kind]).map(([owner, names]) => `      "${owner}": ${JSON.stringify(names)}`)
    return `    "${kind}": {${owners.length === 0 ? '' : `\n${owners.join(',\n')}\n    `}}`
  })
  return `{\n  "sources": ${JSON.stringify(sources)},\n  "facts": {\n${kinds.join(',\n')}\n  }\n}\n`
}
