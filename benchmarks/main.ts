/**
 * Runs all `src/*.bench.ts`, or the named ones, and prints their tables as Markdown.
 *
 * `pnpm bench [name …] [--short]`
 */
import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Row, Suite } from './src/suite.ts'

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean', default: false } },
  allowPositionals: true,
})

const folder = fileURLToPath(new URL('./src', import.meta.url))
const suffix = '.bench.ts'
const names = readdirSync(folder)
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
const unknown = positionals.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`unknown benchmark ${unknown.join(', ')}; choose from: ${names.join(', ')}`)
  process.exit(2)
}

const cores = cpus()
const date = new Date().toISOString().slice(0, 10)
console.log(
  `${date} · ${cores[0]?.model.trim()} × ${cores.length} · Node ${process.versions.node} · ${process.platform}`,
)
if (values.short) console.log('\nShort run: the figures are rough.')
for (const name of positionals.length > 0 ? positionals : names) {
  const { default: suite } = (await import(`./src/${name}${suffix}`)) as { default: Suite }
  console.log(`\n### ${suite.title}\n\n${suite.note}\n\n${table(await suite.run({ short: values.short }))}`)
}

function table(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rules = columns.map((_, index) => (index === 0 ? '---' : '---:'))
  return [line(columns), line(rules), ...rows.map((row) => line(columns.map((column) => row[column] ?? '')))].join('\n')
}
