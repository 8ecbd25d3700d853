/** Writes `docs/api`: the public surface of every package, for reviews. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../source-files.ts'
import { apiReports } from './reports.ts'

mkdirSync(join(root, 'docs/api'), { recursive: true })
for (const [path, text] of apiReports().texts) writeFileSync(join(root, path), text)
