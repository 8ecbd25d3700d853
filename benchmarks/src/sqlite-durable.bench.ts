import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileShim } from '../../packages/queue-store-sqlite/reliability/shim.ts'
import type { CaseFigures } from './sqlite-case.ts'
import type { Row, Suite } from './suite.ts'

const cases = ['bare', 'hand-written', 'store'] as const
const titles = { bare: 'bare insert loop', 'hand-written': 'hand-written worker', store: 'this store' }

function figuresOf(name: string, callers: number, items: number, env: Readonly<Record<string, string>>): CaseFigures {
  const file = fileURLToPath(new URL('./sqlite-case.ts', import.meta.url))
  const args = ['--conditions=@async-invoke/source', file, name, String(items), String(callers)]
  return JSON.parse(execFileSync(process.execPath, args, { env: { ...process.env, ...env }, encoding: 'utf8' }))
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
const whole = (value: number): string => Math.round(value).toLocaleString('en')

/** Measures the cases in turn, round after round, so that other load on the machine affects all of them. */
function rows(
  callers: number,
  disk: string,
  items: number,
  rounds: number,
  env: Readonly<Record<string, string>>,
): Row[] {
  const seen = Array.from({ length: rounds }, () => cases.map((name) => figuresOf(name, callers, items, env)))
  const middle = (index: number, of: (figures: CaseFigures) => number): number =>
    median(seen.map((round) => of(round[index] as CaseFigures)))
  const ofStore = (against: number, of: (figures: CaseFigures) => number): string =>
    median(seen.map((round) => of(round[2] as CaseFigures) / of(round[against] as CaseFigures))).toFixed(2)
  const adds = (figures: CaseFigures): number => figures.adds
  const cycles = ({ cycles: found = Number.NaN }: CaseFigures): number => found
  return cases.map((name, index) => ({
    name: `${titles[name]}, ${callers}${disk}`,
    'adds/s': whole(middle(index, adds)),
    'store : this': index < 2 ? ofStore(index, adds) : '',
    'cycles/s': index > 0 ? whole(middle(index, cycles)) : '',
    'store : this, cycles': index === 1 ? ofStore(index, cycles) : '',
    'CPU µs': middle(index, ({ cpuMicros }) => cpuMicros).toFixed(1),
    'loop delay p99 ms': index === 2 ? middle(index, ({ loopDelayMs }) => loopDelayMs).toFixed(1) : '',
  }))
}

const suite: Suite = {
  title: 'Durable accept and full cycle on SQLite, synchronous FULL',
  note: 'By concurrent callers (rows per commit in the bare loop), 50,000 items of 1 KB each, which the journal holds, and 400,000, which it does not; a cycle is add, claim, settle. Medians of interleaved rounds. Goals: adds at least 0.80 of the bare loop, cycles at least 0.85 of the hand-written worker, which neither claims nor reads, also with 1 ms added to each flush.',
  async run({ short }) {
    const folder = mkdtempSync(join(tmpdir(), 'sqlite-bench-shim-'))
    try {
      const shim = compileShim(folder)
      const [items, rounds] = short ? [5_000, 3] : [50_000, 5]
      const asIs = [...rows(64, '', items, rounds, {}), ...rows(256, '', items, rounds, {})]
      // Several times what the journal holds: the rest is applied to the database meanwhile.
      if (!short) asIs.push(...rows(256, ', 400,000 items', 400_000, 3, {}))
      if ('skipped' in shim) return [...asIs, { name: `SKIPPED with 1 ms per flush: ${shim.skipped}` }]
      const slow = { LD_PRELOAD: shim.library, SHIM_SYNC_US: '1000' }
      return [
        ...asIs,
        ...rows(64, ', 1 ms per flush', items, rounds, slow),
        ...rows(256, ', 1 ms per flush', items, rounds, slow),
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export default suite
