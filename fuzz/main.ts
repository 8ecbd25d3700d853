/**
 * Tries mutated inputs on everything that reads what comes from outside, for a time, and exits with 1 where one breaks a
 * promise. The smallest such input is kept in `fuzz/corpus`, which every run tries first.
 *
 * `pnpm fuzz [target …] [--seconds N | --minutes N] [--seed S]`
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runThread } from './src/run-thread.ts'

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string' }, seconds: { type: 'string' }, seed: { type: 'string' } },
  allowPositionals: true,
})
const secondsEach = values.minutes === undefined ? Number(values.seconds ?? 10) : Number(values.minutes) * 60
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
if (!(secondsEach > 0) || !Number.isInteger(seed)) {
  console.error('--seconds and --minutes are positive numbers, --seed is an integer')
  process.exit(2)
}

const here = fileURLToPath(new URL('.', import.meta.url))
const names = readdirSync(join(here, 'src/targets'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
const unknown = positionals.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`unknown target ${unknown.join(', ')}; choose from: ${names.join(', ')}`)
  process.exit(2)
}

const corpusOf = (name: string): string => join(here, 'corpus', name)
function readCorpus(name: string): readonly Uint8Array[] {
  if (!existsSync(corpusOf(name))) return []
  const files = readdirSync(corpusOf(name)).sort()
  return files.map((file) => readFileSync(join(corpusOf(name), file)))
}

/** Returns whether the target held. */
async function fuzz(name: string): Promise<boolean> {
  const corpus = readCorpus(name)
  const { promise = '', inputs, input, error } = await runThread({ name, corpus, seed, seconds: secondsEach })
  if (error === undefined) {
    console.log(`${name}: ${inputs} inputs, ${corpus.length} of them kept, held: ${promise}`)
    return true
  }
  console.error(`${name}: BROKEN after ${inputs} inputs (seed ${seed}): ${promise}\n${error}`)
  if (input === undefined) return false
  const file = join(corpusOf(name), createHash('sha256').update(input).digest('hex').slice(0, 16))
  mkdirSync(corpusOf(name), { recursive: true })
  writeFileSync(file, input)
  console.error(`input of ${input.length} bytes, kept in ${file}:`)
  console.error(JSON.stringify(Buffer.from(input).toString('latin1').slice(0, 2_000)))
  return false
}

const waiting = positionals.length > 0 ? [...positionals] : names
let held = true
/** Takes one target after the other; as many do so at a time as the machine has cores. */
async function takeTargets(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) held = (await fuzz(name)) && held
}
await Promise.all(Array.from({ length: availableParallelism() }, takeTargets))
process.exit(held ? 0 : 1)
