/**
 * Breaks one rule at a time (`mutations/mutants.ts`) and runs the tests that must notice: `pnpm mutation:check`. Nothing on
 * disk is changed. Prints the mutants that no test noticed, and exits with 1 when one is not among the known harmless ones.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Mutant, mutants, testsOf } from '../mutations/mutants.ts'

/** Survivors that change nothing anybody can see, with the reason. */
const harmless: Readonly<Record<string, string>> = {
  'a lane without items is forgotten': 'only memory: the number of a lane is kept for ever',
  'now never passes the clock': 'only speed: what is due before now makes the wheel turn back',
  'now never passes the clock, by blocks': 'only speed: as above',
}

const packages = fileURLToPath(new URL('../..', import.meta.url))
const survivors: Mutant[] = []
let next = 0
for (const file of Object.keys(testsOf))
  if (!(await passes(file, ''))) throw new Error(`the tests of ${file} fail without a mutant`)
await Promise.all([worker(), worker()])
const unknown = survivors.filter(({ breaks }) => harmless[breaks] === undefined)
for (const { file, from, to, breaks } of survivors)
  console.log(
    `survived: ${breaks}\n  ${file}: ${from.trim()} -> ${to.trim() || '(nothing)'}\n  ${harmless[breaks] ?? 'NOT KNOWN'}`,
  )
console.log(
  `mutants ${mutants.length}, killed ${mutants.length - survivors.length}, harmless ${survivors.length - unknown.length}, survivors that matter ${unknown.length}`,
)
if (unknown.length > 0) process.exitCode = 1

async function worker(): Promise<void> {
  for (let index = next++; index < mutants.length; index = next++) {
    const mutant = mutants[index] as Mutant
    const source = readFileSync(`${packages}/${mutant.file}`, 'utf8')
    if (source.split(mutant.from).length !== 2)
      throw new Error(`${mutant.breaks}: its text is in ${mutant.file} ${source.split(mutant.from).length - 1} times`)
    if (await passes(mutant.file, String(index))) survivors.push(mutant)
  }
}

/** Whether the tests of the file pass with the mutant in place. */
function passes(file: string, mutant: string): Promise<boolean> {
  const { root = '', tests = [] } = testsOf[file] ?? {}
  const config = `${packages}/engine/mutations/vitest.config.ts`
  const child = spawn('vitest', ['run', ...tests, '--config', config, '--root', '.', '--bail', '1'], {
    cwd: `${packages}/${root}`,
    env: { ...process.env, MUTANT: mutant },
    stdio: 'ignore',
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code === 0))
  })
}
