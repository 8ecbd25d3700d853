/**
 * Runs tests against one mutant of the code at a time: `pnpm mutation:check`; with `--short`, a fixed three. No file on disk
 * changes. Prints the mutants that survive, and exits with 1 if one is not among `mutations/known-survivors.json`, or if one of
 * those no longer survives. `--only TEXT` runs the mutants whose file or promise contains a text.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Mutant, Suite } from '../mutations/mutant.ts'
import { mutants, shortForm, suites } from '../mutations/mutants.ts'

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false }, only: { type: 'string' } } })
const folder = fileURLToPath(new URL('../mutations', import.meta.url))
const vitest = fileURLToPath(new URL('./vitest.mjs', import.meta.resolve('vitest/package.json')))
const packages = fileURLToPath(new URL('../..', import.meta.url))
const harmless = JSON.parse(readFileSync(`${folder}/known-survivors.json`, 'utf8')) as Readonly<Record<string, string>>
/** A mutant that hangs the tests, or slows them down by so much, has been noticed. */
const [leastMaxMs, timesUnmutated] = [240_000, 5]

const all = mutants.map((_, index) => index)
const { only } = values
const chosen = (values.short ? shortForm : all).filter((index) => {
  const { file = '', breaks = '' } = mutants[index] ?? {}
  return only === undefined || `${file} ${breaks}`.includes(only)
})
const startedMs = performance.now()
// All of them, also in the short form: a change of the code must not leave one behind.
for (const each of mutants) checkSource(each)
// Tests that fail anyway would kill every mutant. CI has run them before the short form.
const unmutatedMs = new Map<string, number>()
if (!values.short) {
  const firstOf = new Map(chosen.map((index) => [keyOf(index), index]))
  await inTwos([...firstOf], async ([key, index]) => {
    const beforeMs = performance.now()
    if (!(await passes(index, ''))) throw new Error(`tests fail without a mutant: ${key}`)
    unmutatedMs.set(key, performance.now() - beforeMs)
  })
}

const survivors: Mutant[] = []
await inTwos(chosen, tryMutant)
const unknown = survivors.filter(({ breaks }) => harmless[breaks] === undefined)
const tried = new Set(chosen.map((index) => mutants[index]?.breaks))
const isStale = (breaks: string): boolean =>
  !mutants.some((each) => each.breaks === breaks) ||
  (tried.has(breaks) && !survivors.some((each) => each.breaks === breaks))
const stale = Object.keys(harmless).filter(isStale)
for (const breaks of stale) console.log(`no longer survives, or is no mutant: ${breaks}`)
const killed = chosen.length - survivors.length
console.log(
  `mutants ${chosen.length} of ${mutants.length}, killed ${killed}, harmless ${survivors.length - unknown.length}, ` +
    `survivors that matter ${unknown.length}, ${Math.round((performance.now() - startedMs) / 1_000)} s`,
)
if (unknown.length + stale.length > 0) process.exitCode = 1

/** Works on a list, two at a time. */
async function inTwos<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values()
  const take = async (): Promise<void> => {
    for (const item of left) await work(item)
  }
  await Promise.all([take(), take()])
}

async function tryMutant(index: number): Promise<void> {
  const mutant = mutants[index] as Mutant
  const maxMs = Math.max(leastMaxMs, timesUnmutated * Math.ceil(unmutatedMs.get(keyOf(index)) ?? 0))
  if (!(await passes(index, String(index), maxMs))) return
  survivors.push(mutant)
  const { file, from, to, breaks } = mutant
  console.log(`survived: ${breaks}\n  ${file}: ${from.trim()} -> ${to.trim() || '(nothing)'}`)
  console.log(`  ${harmless[breaks] ?? 'NOT KNOWN'}`)
}

function keyOf(index: number): string {
  return JSON.stringify(suiteOf(index))
}

function checkSource({ file, from, breaks }: Mutant): void {
  const times = readFileSync(`${packages}/${file}`, 'utf8').split(from).length - 1
  if (times !== 1) throw new Error(`${breaks}: its code is in ${file} ${times} times instead of once: ${from}`)
}

function suiteOf(index: number): Suite {
  const { file = '' } = mutants[index] ?? {}
  const suite = suites[file]
  if (suite === undefined) throw new Error(`no tests are named for ${file}`)
  return suite
}

/** True if the tests of the mutant at an index pass with a mutant in place, or with none. */
function passes(index: number, mutant: string, maxMs?: number): Promise<boolean> {
  const { root, tests, names } = suiteOf(index)
  const chosenNames = names === undefined ? [] : ['-t', names]
  const child = spawn(
    process.execPath,
    [
      vitest,
      'run',
      ...tests,
      ...chosenNames,
      '--config',
      `${folder}/vitest.config.ts`,
      '--root',
      '.',
      '--bail',
      '1',
      '--maxWorkers',
      '1',
    ],
    {
      cwd: `${packages}/${root}`,
      env: {
        ...process.env,
        MUTANT: mutant,
        NODE_OPTIONS: `--import=${new URL('../mutations/native-mutant.ts', import.meta.url)}`,
      },
      stdio: 'ignore',
      ...(maxMs !== undefined && { timeout: maxMs, killSignal: 'SIGKILL' as const }),
    },
  )
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code === 0))
  })
}
