/** Checks the changesets: their form, their packages, and one entry for each package that was never released. */
import { globSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { read, root } from '../source-files.ts'
import { problemsOfChangesets } from './changesets.ts'

const packages = globSync('packages/*/package.json', { cwd: root }).map((path) => ({
  folder: basename(dirname(path)),
  ...(JSON.parse(read(path)) as { readonly name: string; readonly version: string }),
}))
const changesets = globSync('.changeset/*.md', { cwd: root }).map((path) => ({ path, text: read(path) }))
const problems = problemsOfChangesets(changesets, packages)
for (const problem of problems) console.error(problem)
console.log(`changesets: ${changesets.length}, problems: ${problems.length}`)
process.exitCode = problems.length === 0 ? 0 : 1
