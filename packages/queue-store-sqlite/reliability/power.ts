/**
 * Records the writes and flushes of a process with this store, cuts the power at random moments of the recording, and
 * opens what a disk may contain then. `pnpm reliability:power --seed S --kills N`
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { VirtualClock } from '@async-invoke/engine'
import { seededRandom } from '@async-invoke/engine/internal'
import { openSqliteStore } from '../src/index.ts'
import { reliabilityArguments, runFolder } from './arguments.ts'
import { bodyOf } from './power-body.ts'
import { type DiskEvent, RecordedDisk, readRecording } from './recorded-disk.ts'
import { compileShim } from './shim.ts'

type Synchronous = 'full' | 'normal'

const { seed, kills } = reliabilityArguments()
const { folder, remove } = runFolder('power')
const shim = compileShim(folder)

function record(synchronous: Synchronous, library: string): readonly DiskEvent[] {
  const recorded = join(folder, synchronous)
  mkdirSync(recorded)
  const log = join(folder, `${synchronous}.log`)
  const child = fileURLToPath(new URL('./power-child.ts', import.meta.url))
  const args = ['--conditions=@async-invoke/source', child, recorded, synchronous, '1500']
  const env = { ...process.env, LD_PRELOAD: library, SHIM_DIR: recorded, SHIM_LOG: log }
  const { status } = spawnSync(process.execPath, args, { env, stdio: 'inherit' })
  if (status !== 0) throw new Error(`the recorded process exited with code ${status}`)
  return readRecording(log)
}

/** The acknowledgements up to some moment. */
class Acknowledged {
  readonly accepted = new Set<string>()
  readonly ending = new Set<string>()
  readonly settled = new Set<string>()

  note(lines: string): void {
    for (const line of lines.split('\n')) {
      const id = line.slice(2)
      if (line.startsWith('A ')) this.accepted.add(id)
      else if (line.startsWith('d ')) this.ending.add(id)
      else if (line.startsWith('D ')) this.settled.add(id)
    }
  }

  copy(): Acknowledged {
    const copy = new Acknowledged()
    for (const id of this.accepted) copy.accepted.add(id)
    for (const id of this.ending) copy.ending.add(id)
    for (const id of this.settled) copy.settled.add(id)
    return copy
  }

  /** `lost`: accepted, not being settled, and missing. `back`: settled, and found nevertheless. */
  missingFrom(found: ReadonlySet<string>, ending: ReadonlySet<string>): { lost: string[]; back: string[] } {
    const lost = [...this.accepted].filter((id) => !ending.has(id) && !found.has(id))
    return { lost, back: [...this.settled].filter((id) => found.has(id)) }
  }
}

/**
 * Returns the ids that can be claimed from a disk; throws if the store does not open, or if a body differs from its
 * original.
 */
async function recovered(disk: ReadonlyMap<string, Buffer>, name: string): Promise<Set<string>> {
  const image = join(folder, name)
  mkdirSync(image)
  for (const [path, content] of disk) if (basename(path) !== 'acks') writeFileSync(join(image, basename(path)), content)
  const clock = new VirtualClock(Date.now() + 3_600_000)
  const store = await openSqliteStore({ path: join(image, 'queue.db'), clock, integrityCheck: 'always' })
  const found = new Set<string>()
  for (;;) {
    const claims = (await store.claim({ max: 10_000, leaseMs: 1_000 })).claims
    if (claims.length === 0) break
    for (const { id, body } of claims) {
      if (!Buffer.from(body).equals(bodyOf(id))) throw new Error(`${id} has another body than it was stored with`)
      found.add(id)
    }
  }
  await store.close()
  rmSync(image, { recursive: true })
  return found
}

async function cutPower(synchronous: Synchronous, library: string): Promise<boolean> {
  const events = record(synchronous, library)
  const random = seededRandom(seed)
  const moments = Array.from({ length: kills }, () => Math.floor(random() * (events.length + 1))).sort((a, b) => a - b)
  const disk = new RecordedDisk()
  const acknowledged = new Acknowledged()
  let flushed = acknowledged.copy()
  const sum = { accepted: 0, lost: 0, back: 0, lostUnflushed: 0, maxLostUnflushed: 0, damaged: 0 }
  let next = 0
  for (const [cut, moment] of moments.entries()) {
    for (; next < moment; next += 1) {
      const event = events[next] as DiskEvent
      disk.apply(event)
      if (basename(event.path) === 'acks') acknowledged.note(event.data.toString())
      else if (event.kind === 'flushed' && event.path.endsWith('-wal')) flushed = acknowledged.copy()
    }
    try {
      const found = await recovered(disk.afterPowerLoss(random), `${synchronous} ${cut}`)
      const all = acknowledged.missingFrom(found, acknowledged.ending)
      // NORMAL promises only what was acknowledged before the last flush of the log.
      const promised = synchronous === 'full' ? all : flushed.missingFrom(found, acknowledged.ending)
      sum.accepted += acknowledged.accepted.size
      sum.lost += promised.lost.length
      sum.back += promised.back.length
      sum.lostUnflushed += all.lost.length - promised.lost.length
      sum.maxLostUnflushed = Math.max(sum.maxLostUnflushed, all.lost.length)
      if (promised.lost.length + promised.back.length > 0)
        console.error(`power: moment ${moment}: lost ${promised.lost.slice(0, 5)}, back ${promised.back.slice(0, 5)}`)
    } catch (error) {
      sum.damaged += 1
      console.error(`power: moment ${moment} of ${events.length}:`, error)
    }
  }
  const window = `, after the last flush lost ${sum.lostUnflushed} (at most ${sum.maxLostUnflushed} at once)`
  console.log(
    `power loss, synchronous ${synchronous}: seed ${seed}, kills ${kills} in ${events.length} events, accepted ${sum.accepted}, ` +
      `lost ${sum.lost}, duplicated ${sum.back}, damaged ${sum.damaged}${synchronous === 'normal' ? window : ''}`,
  )
  return sum.lost + sum.back + sum.damaged === 0 && sum.accepted > 0
}

if ('skipped' in shim) {
  console.log(`power loss: SKIPPED, ${shim.skipped}`)
  remove()
} else {
  const kept = [await cutPower('full', shim.library), await cutPower('normal', shim.library)]
  if (kept.every(Boolean)) remove()
  else process.exitCode = 1
}
