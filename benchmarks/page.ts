/**
 * Runs the benchmarks and writes their tables into `docs/benchmarks.md`, with machine and date. A benchmark that could not
 * measure everything on this machine is printed, and its section stays.
 *
 * `pnpm bench:page [--only NAME …] [--short]`
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benchmarks, chosen, dateAndMachine, measured, table } from './src/benchmarks.ts'
import { sectionOf, withSections } from './src/page/page.ts'

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [] }, short: { type: 'boolean', default: false } },
})
const path = new URL('../docs/benchmarks.md', import.meta.url)
const place = `${dateAndMachine()}${values.short ? ' · short run: the figures are rough' : ''}`

for (const name of chosen(values.only)) {
  const { title, note, rows } = await measured(name, values)
  const skipped = rows.flatMap((row) => Object.values(row)).filter((cell) => cell.includes('SKIPPED'))
  console.log(`\n### ${name}: ${title}\n\n${table(rows)}`)
  if (skipped.length > 0) {
    console.log(`\nNot written, since not everything was measured: ${skipped.join('; ')}`)
    process.exitCode = 1
    continue
  }
  // After each benchmark, since all of them take an hour.
  const section = sectionOf(name, title, note, place, table(rows))
  writeFileSync(path, withSections(readFileSync(path, 'utf8'), new Map([[name, section]]), benchmarks))
}
