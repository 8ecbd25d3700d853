/**
 * Runs all `src/*.bench.ts`, or the named ones, and prints their tables as Markdown.
 *
 * `pnpm bench [name …] [--short]`
 */
import { parseArgs } from 'node:util'
import { chosen, dateAndMachine, measured, table } from './src/benchmarks.ts'

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const names = chosen(positionals)

console.log(dateAndMachine())
if (values.short) console.log('\nShort run: the figures are rough.')
for (const name of names) {
  const { title, note, rows } = await measured(name, values)
  console.log(`\n### ${title}\n\n${note}\n\n${table(rows)}`)
}
