/**
 * Repeatedly kills a process that runs the engine on this store, at random moments and between the statements of its writer
 * thread, and lets commits fail; then checks the facts that all processes noted. `pnpm reliability:kill9 --seed S --kills N`
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { checkHistory, type Fact, type Noted, seededRandom } from '@async-invoke/engine/internal'
import { inspectSqliteStore } from '../src/index.ts'
import { reliabilityArguments, runFolder } from './arguments.ts'
import { fastClock } from './fast-clock.ts'
import { maxDeliveriesWithoutOutcome, poisonId, promisesOf } from './kill9-events.ts'

/** A minute lasts a second, so that retries wait across kills and openings and no event exceeds its maximum age. */
const speed = 60
/** Opening takes about thirty statements; most kills come later. */
const maxStatements = 3_000

const { seed, kills } = reliabilityArguments()
const random = seededRandom(seed)
const { folder, remove } = runFolder('kill9')
const startMs = Date.now()
const clock = fastClock(startMs, speed)
const factsFile = join(folder, 'facts')
const backup = join(folder, 'backup.db')
/** Problems of the backups that were there after a kill. */
const backups: string[] = []
let processes = 0

function note(process: string, noted: Noted): void {
  appendFileSync(factsFile, `${JSON.stringify({ atMs: clock.nowMs(), process, ...noted })}\n`)
}

interface Child {
  readonly process: ChildProcess
  /** Resolves when it has ended; a kill is noted. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
}

function start(round: string, statements: number | null, sendsPoison = false): Child {
  const file = fileURLToPath(new URL('./kill9-child.ts', import.meta.url))
  processes += 1
  const name = `p${processes}`
  const args = ['--conditions=@async-invoke/source', file, folder, String(startMs), String(speed), round, name]
  const faults = JSON.stringify({ seed: Math.floor(random() * 1e9), statements })
  const child = spawn(process.execPath, [...args, ...(sendsPoison ? ['poison'] : [])], {
    env: { ...process.env, KILL9_THREAD: faults },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(([code, signal]) => {
    if (signal !== null) note(name, { type: 'crashed' })
    return { code, signal }
  })
  return { process: child, ended }
}

/** Kills mostly while the child works, sometimes while it starts, opens and recovers; every second child kills itself. */
async function startAndKill(round: number): Promise<void> {
  const killsItself = round % 2 === 1
  const child = start(String(round), killsItself ? Math.floor(random() * maxStatements) : null)
  const duringStart = random() < 0.15
  const afterMs = random() * (duringStart ? 300 : 150)
  if (!killsItself) {
    if (!duringStart && child.process.stdout !== null)
      await Promise.race([once(child.process.stdout, 'data'), child.ended])
    await setTimeout(afterMs)
    child.process.kill('SIGKILL')
  }
  const { code, signal } = await child.ended
  if (existsSync(backup))
    backups.push(...(inspectSqliteStore(backup, { integrityCheck: true }).integrity?.problems ?? []))
  if (signal !== 'SIGKILL') throw new Error(`round ${round}: the child exited without a kill, with code ${code}`)
}

/** Lets the queue drain, while an event kills its process until it is poison. */
async function drain(): Promise<void> {
  const most = maxDeliveriesWithoutOutcome + 3
  for (let tries = 0; tries < most; tries += 1) {
    const { code, signal } = await start('drain', null, tries === 0).ended
    if (code === 0) return
    if (signal !== 'SIGKILL') throw new Error(`the last process exited with code ${code}; see ${folder}`)
  }
  throw new Error(`an event goes on killing its process; see ${folder}`)
}

for (let round = 0; round < kills; round += 1) await startAndKill(round)
await drain()
const left = inspectSqliteStore(join(folder, 'queue.db'), { integrityCheck: true })
note('store', { type: 'counted', items: left.items })

// Line by line: all of them are too long for one string.
const facts: Fact[] = []
for await (const line of createInterface(createReadStream(factsFile)))
  if (line !== '') facts.push(JSON.parse(line) as Fact)
const count = (type: Fact['type'], id?: string): number =>
  facts.filter((fact) => fact.type === type && (id === undefined || ('id' in fact && fact.id === id))).length
const violations = [
  ...checkHistory(facts, {
    ...{ functionOf: promisesOf, maxWithoutOutcome: maxDeliveriesWithoutOutcome, leasesEndWithProcess: true },
    // Facts are noted a little later than the engine has looked at its clock.
    maxClockErrorMs: 200 * speed,
  }),
  ...(left.integrity?.problems ?? []),
  ...backups,
  ...(count('run-started', poisonId) === maxDeliveriesWithoutOutcome
    ? []
    : [`${poisonId} ran ${count('run-started', poisonId)} times instead of ${maxDeliveriesWithoutOutcome}`]),
  ...(count('confirmed') === 0 ? ['no event was accepted'] : []),
]
const [runs, deliveries] = [count('run-started'), count('delivering')]
const events = new Set(facts.flatMap((fact) => (fact.type === 'run-started' ? [`${fact.id} ${fact.attempt}`] : [])))
const records = new Set(facts.flatMap((fact) => (fact.type === 'delivering' ? [fact.id] : [])))

for (const violation of violations.slice(0, 20)) console.error(`kill -9: ${violation}`)
console.log(
  `kill -9: seed ${seed}, kills ${kills}, accepted ${count('confirmed')}, runs ${runs}, of these repeated ${runs - events.size}, ` +
    `records and dead letters ${deliveries}, of these repeated ${deliveries - records.size}, facts ${facts.length}, ` +
    `left in the queue ${left.items}, violations ${violations.length}`,
)
if (violations.length > 0) {
  console.error(`kill -9: FAILED; see ${folder}`)
  process.exitCode = 1
} else remove()
