/**
 * Breaks promises of the store on purpose, one at a time, and sees that a run of the fleet finds each.
 * `pnpm reliability:fleet-broken [--seed S] [--only TEXT]`
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { breakages } from './fleet-breakages.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, only: { type: 'string', default: '' } },
})
const fleet = fileURLToPath(new URL('./fleet.ts', import.meta.url))
/** As many as let workers be stopped, crash and lose answers. */
const kills = '12'
const chosen = Object.entries(breakages).filter(([name]) => name.includes(values.only))
let found = 0
for (const [name, { finds }] of chosen) {
  const args = ['--conditions=@async-invoke/source', fleet, '--seed', values.seed, '--kills', kills, '--broken', name]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const lines = stderr.split('\n')
  const first = lines.find((line) => finds.test(line))
  if (status === 1 && first !== undefined) found += 1
  console.log(
    `${name}: ${status === 1 ? (first ?? `NOT FOUND among ${lines.slice(0, 3).join('; ')}`) : `NOT FOUND: ${stdout.trim()}`}`,
  )
}
console.log(`fleet broken: ${chosen.length} ways, found ${found}`)
if (found < chosen.length || chosen.length === 0) process.exitCode = 1
