/**
 * Measures the stores of one machine by backlog and by number of functions, and writes `docs/scale.md` and its plot. Results are kept in
 * `scale.json`, so that a run may measure some cases only.
 *
 * `pnpm scale [--store memory|sqlite] [--waiting N]`
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { dateAndMachine } from './src/benchmarks.ts'
import { type Costs, isSame, type Measured, type ScaleCase, scaleCases } from './src/scale/costs.ts'
import { scalePage, scalePlot } from './src/scale/page.ts'

const results = new URL('./scale.json', import.meta.url)
const script = fileURLToPath(new URL('./src/scale/scale-case.ts', import.meta.url))
const { values } = parseArgs({ options: { store: { type: 'string' }, waiting: { type: 'string' } } })
const place = dateAndMachine()

function measuredNow(each: ScaleCase): Measured {
  const args = ['--expose-gc', '--conditions=@async-invoke/source', '--max-old-space-size=8192', script]
  const given = [each.store, String(each.waiting), String(each.functions)]
  try {
    const costs: Costs = JSON.parse(execFileSync(process.execPath, [...args, ...given], { encoding: 'utf8' }))
    return { ...each, place, costs }
  } catch (error) {
    return { ...each, place, skipped: String(error).split('\n')[0] ?? '' }
  }
}

let measured: readonly Measured[] = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : []
const chosen = scaleCases.filter(
  ({ store, waiting }) => store === (values.store ?? store) && waiting === Number(values.waiting ?? waiting),
)
if (chosen.length === 0) throw new Error('no such case')
for (const each of chosen) {
  const result = measuredNow(each)
  console.log(JSON.stringify(result))
  measured = [...measured.filter((other) => !isSame(other, each)), result]
  writeFileSync(results, `${JSON.stringify(measured, undefined, 2)}\n`)
}
writeFileSync(new URL('../docs/scale.svg', import.meta.url), scalePlot(measured))
writeFileSync(new URL('../docs/scale.md', import.meta.url), scalePage(measured))
