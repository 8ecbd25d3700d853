/**
 * Repeatedly kills, at random moments, a process that runs the engine on this store, then compares accepted with
 * delivered events. `pnpm reliability:kill9 --seed S --kills N`
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { seededRandom } from '@async-invoke/engine/internal'
import { inspectSqliteStore } from '../src/index.ts'
import { reliabilityArguments, runFolder } from './arguments.ts'

/** A minute lasts 0.3 s, so that retries wait across kills and no event exceeds its maximum age. */
const speed = 200
const conditionOf: Readonly<Record<string, string>> = { ok: 'Success', once: 'Success', always: 'RetriesExhausted' }

const { seed, kills } = reliabilityArguments()
const random = seededRandom(seed)
const { folder, remove } = runFolder('kill9')
const startMs = Date.now()

function start(round: string): ChildProcess {
  const file = fileURLToPath(new URL('./kill9-child.ts', import.meta.url))
  const args = ['--conditions=@async-invoke/source', file, folder, String(startMs), String(speed), round]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Kills mostly while the child works, sometimes while it starts, opens and recovers. */
async function startAndKill(round: number): Promise<void> {
  const child = start(String(round))
  const exited = once(child, 'exit')
  const duringStart = random() < 0.15
  const afterMs = random() * (duringStart ? 300 : 150)
  if (!duringStart && child.stdout !== null) await Promise.race([once(child.stdout, 'data'), exited])
  await setTimeout(afterMs)
  if (child.exitCode !== null)
    throw new Error(`round ${round}: the child exited without a kill, with code ${child.exitCode}`)
  child.kill('SIGKILL')
  await exited
}

function linesOf(name: string): string[] {
  const path = join(folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []
}

for (let round = 0; round < kills; round += 1) await startAndKill(round)
const [exitCode] = await once(start('drain'), 'exit')
if (exitCode !== 0)
  throw new Error(`the last process, which was not killed, exited with code ${exitCode}; see ${folder}`)

const accepted = new Set(linesOf('accepted'))
const delivered = linesOf('delivered')
const outcomes = new Map<string, Set<string>>()
for (const line of delivered) {
  const [id = '', condition = ''] = line.split(' ')
  outcomes.set(id, (outcomes.get(id) ?? new Set()).add(condition))
}
const wanted = (id: string): string => conditionOf[id.split('-').at(-1) ?? ''] ?? ''
const lost = [...accepted].filter((id) => !outcomes.has(id))
const wrong = [...outcomes].filter(([id, found]) => found.size > 1 || !found.has(wanted(id)))
const left = inspectSqliteStore(join(folder, 'queue.db'), { integrityCheck: true })
const unanswered = [...outcomes.keys()].filter((id) => !accepted.has(id)).length
const problems = left.integrity?.problems ?? []

console.log(
  `kill -9: seed ${seed}, kills ${kills}, accepted ${accepted.size}, lost ${lost.length}, wrong outcome ${wrong.length}, ` +
    `duplicated ${delivered.length - outcomes.size}, runs ${linesOf('runs').length}, ` +
    `stored without an acknowledgement ${unanswered}, left in the queue ${left.items}, damage ${problems.length}`,
)
if (lost.length + wrong.length + left.items + problems.length > 0 || accepted.size === 0) {
  console.error(`kill -9: FAILED; see ${folder}`, lost.slice(0, 5), wrong.slice(0, 5), problems)
  process.exitCode = 1
} else remove()
