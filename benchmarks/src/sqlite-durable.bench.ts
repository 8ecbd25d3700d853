import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileShim } from '../../packages/queue-store-sqlite/reliability/shim.ts'
import type { CaseFigures } from './sqlite-case.ts'
import type { Row, Suite } from './suite.ts'

const callers = 64
const cases = ['bare', 'hand-written', 'store'] as const

function figuresOf(name: string, items: number, env: Readonly<Record<string, string>>): CaseFigures {
  const file = fileURLToPath(new URL('./sqlite-case.ts', import.meta.url))
  const args = ['--conditions=@async-invoke/source', file, name, String(items), String(callers)]
  return JSON.parse(execFileSync(process.execPath, args, { env: { ...process.env, ...env }, encoding: 'utf8' }))
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
const whole = (value: number): string => Math.round(value).toLocaleString('en')

/** The cases in turn, round after round, so that what else the machine does falls on all of them. */
function rows(disk: string, items: number, rounds: number, env: Readonly<Record<string, string>>): Row[] {
  const seen = Array.from({ length: rounds }, () => cases.map((name) => figuresOf(name, items, env)))
  const middle = (index: number, of: (figures: CaseFigures) => number): number =>
    median(seen.map((round) => of(round[index] as CaseFigures)))
  const ratio = (against: number, of: (figures: CaseFigures) => number): string =>
    median(seen.map((round) => of(round[2] as CaseFigures) / of(round[against] as CaseFigures))).toFixed(2)
  const adds = (figures: CaseFigures): number => figures.adds
  const cycles = (figures: CaseFigures): number => figures.cycles ?? Number.NaN
  const none = { 'cycles/s': '', 'store to it, adds': '', 'store to it, cycles': '', 'loop delay p99 ms': '' }
  return [
    {
      name: `bare insert loop, ${callers} a commit${disk}`,
      'adds/s': whole(middle(0, adds)),
      ...none,
      'store to it, adds': ratio(0, adds),
    },
    {
      name: `hand-written worker${disk}`,
      'adds/s': whole(middle(1, adds)),
      'cycles/s': whole(middle(1, cycles)),
      'store to it, adds': ratio(1, adds),
      'store to it, cycles': ratio(1, cycles),
      'loop delay p99 ms': '',
    },
    {
      name: `this store${disk}`,
      'adds/s': whole(middle(2, adds)),
      'cycles/s': whole(middle(2, cycles)),
      'store to it, adds': '',
      'store to it, cycles': '',
      'loop delay p99 ms': middle(2, ({ loopDelayMs = Number.NaN }) => loopDelayMs).toFixed(1),
    },
  ]
}

const suite: Suite = {
  title: 'Durable accept and full cycle on SQLite, synchronous FULL',
  note: `${callers} concurrent callers, 1 KB each; a cycle is add, claim, settle. Medians of interleaved rounds. Goals: adds at least 0.70 of the bare loop, cycles at least 0.60 of the hand-written worker, also with 1 ms added to each flush.`,
  async run({ short }) {
    const folder = mkdtempSync(join(tmpdir(), 'sqlite-bench-shim-'))
    try {
      const shim = compileShim(folder)
      const [items, rounds] = short ? [5_000, 3] : [50_000, 5]
      const asIs = rows('', items, rounds, {})
      if ('skipped' in shim) return [...asIs, { name: `SKIPPED with 1 ms a flush: ${shim.skipped}` }]
      const slow = { LD_PRELOAD: shim.library, SHIM_SYNC_US: '1000' }
      return [...asIs, ...rows(', 1 ms a flush', Math.round(items / 2), rounds, slow)]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export default suite
