/** Writes where each statement is implemented and tested, `docs/semantics.md`, and the sentences of the engine's decisions. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../source-files.ts'
import { findCitations } from './citations.ts'
import { emittedRules } from './emitted-rules.ts'

for (const [path, text] of emittedRules(findCitations())) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
