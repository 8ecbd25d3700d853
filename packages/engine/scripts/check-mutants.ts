/**
 * Runs the tests against one mutant of the code at a time (`mutations/mutants.ts`): `pnpm mutation:check`. No file on disk
 * changes. Prints the mutants that survive, and exits with 1 if one of them is not known to be harmless.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Mutant, mutants, testsOf } from '../mutations/mutants.ts'

/** Mutants that may survive because they change nothing observable, with the reason. */
const harmless: Readonly<Record<string, string>> = {
  'a lane without items is forgotten': 'only memory: the number of a lane is never reused',
  'now never passes the clock': 'only speed: an earlier due time rewinds the wheel',
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
      throw new Error(
        `${mutant.breaks}: its code is in ${mutant.file} ${source.split(mutant.from).length - 1} times instead of once`,
      )
    if (await passes(mutant.file, String(index))) survivors.push(mutant)
  }
}

/** True if the tests of the file pass with the mutant in place. */
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
