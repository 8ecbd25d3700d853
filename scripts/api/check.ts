/**
 * Holds `docs/api` and the built packages equal, so that a change of the public surface shows in a diff. Every type in a
 * signature is exported by the same entry point, no two packages give one name two meanings, and no two names of a package
 * differ in case only. The documentation site reads what was read here.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { read, root } from '../source-files.ts'
import { keepModels } from './models.ts'
import { apiReports } from './reports.ts'

const { texts, models, problems } = apiReports()
keepModels(models)
const stale = [...texts].filter(([path, text]) => !existsSync(join(root, path)) || read(path) !== text)
const found = [...problems, ...stale.map(([path]) => `out of date, run pnpm api:emit: ${path}`)]
if (found.length > 0) {
  console.error(found.join('\n'))
  process.exitCode = 1
} else console.log(`${texts.size} packages offer what docs/api says`)
