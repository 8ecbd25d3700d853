/**
 * Damages the files of a store with one fault at a time, opens it, reading its items before it is used or meanwhile, and claims everything: each body must be the one that was
 * stored, or its item be reported as damaged; each item must be there, or a problem name it or count it as missing. `pnpm reliability:media --seed S --faults N`
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Claim, VirtualClock } from '@async-invoke/engine'
import { seededRandom } from '@async-invoke/engine/internal'
import { SqliteStoreError } from '../src/index.ts'
import { openStore } from '../src/lib/open-sqlite-store.ts'
import { runFolder } from './arguments.ts'
import { damage, faultsOf } from './media-fault.ts'
import { type Image, images } from './media-images.ts'

const { values } = parseArgs({ options: { seed: { type: 'string' }, faults: { type: 'string', default: '2000' } } })
const [seed, faults] = [Number(values.seed ?? Date.now() % 1_000_000), Number(values.faults)]
if (!Number.isInteger(seed) || !Number.isInteger(faults) || faults < 1)
  throw new RangeError('--seed and --faults must be integers, --faults at least 1')

/** How one fault ended. */
interface Outcome {
  readonly kind: 'refused' | 'damaged items' | 'reported' | 'harmless' | 'silent wrong bodies' | 'silent losses'
  readonly details: string
}

/** Opens the store in `folder`, as one with few items or with many, and compares it with what was stored. */
async function outcomeOf(folder: string, image: Image, maxItemsAtOnce: number): Promise<Outcome> {
  const clock = new VirtualClock(image.nowMs)
  let store: Awaited<ReturnType<typeof openStore>>
  try {
    store = await openStore({ path: join(folder, 'queue.db'), clock }, maxItemsAtOnce)
  } catch (error) {
    if (!(error instanceof SqliteStoreError)) throw error
    return { kind: 'refused', details: error.message }
  }
  try {
    const { claims, rejected } = await claimAll(store, clock)
    if (rejected !== undefined) return { kind: 'refused', details: rejected }
    const told = claims.filter(({ damaged }) => damaged === true)
    const wrong = claims.filter((claim) => claim.damaged !== true && !image.isAsStored(claim))
    const whole = new Set(
      claims.filter((claim) => !wrong.includes(claim) && claim.damaged !== true).map(({ id }) => id),
    )
    const { problems } = await store.restored
    const known = new Set([...told, ...wrong].map(({ id }) => id))
    const missing = image.ids.filter((id) => !whole.has(id) && !known.has(id))
    // A damaged item may have lost its id, and stands for one that is missing.
    const nameless = [...known].filter((id) => !image.ids.includes(id)).length
    const lost = missing.filter((id) => !problems.includes(`item ${id} is damaged`)).length - nameless
    if (wrong.length > 0) return { kind: 'silent wrong bodies', details: wrong.map(({ id }) => id).join() }
    if (lost > countedAsMissing(problems))
      return { kind: 'silent losses', details: `${lost} items, reported: ${problems.join() || 'nothing'}` }
    if (told.length > 0) return { kind: 'damaged items', details: told.map(({ id }) => id).join() }
    return problems.length > 0 ? { kind: 'reported', details: problems.join() } : { kind: 'harmless', details: '' }
  } finally {
    await store.close().catch(() => {})
  }
}

/** Number of items that the problems say are missing. Any other problem, such as a damaged number, explains no loss. */
function countedAsMissing(problems: readonly string[]): number {
  let missing = 0
  for (const problem of problems) {
    const [, found, stored] = /^(\d+) items are there, but (\d+) were stored$/.exec(problem) ?? []
    if (found !== undefined && stored !== undefined) missing += Number(stored) - Number(found)
  }
  return missing
}

/** Claims every item, also those that wait. */
async function claimAll(
  store: Awaited<ReturnType<typeof openStore>>,
  clock: VirtualClock,
): Promise<{ readonly claims: readonly Claim[]; readonly rejected: string | undefined }> {
  const claims: Claim[] = []
  clock.advanceMs(2 * 3_600_000)
  try {
    for (;;) {
      const { claims: next } = await store.claim({ max: 1_000, leaseMs: 3_600_000 })
      if (next.length === 0) return { claims, rejected: undefined }
      claims.push(...next)
    }
  } catch (error) {
    if (!(error instanceof SqliteStoreError)) throw error
    return { claims, rejected: error.message }
  }
}

const { folder, remove } = runFolder('media')
const random = seededRandom(seed)
const sources = await images(folder, random)
const counts = new Map<Outcome['kind'], number>()
const silent: string[] = []
for (let n = 0; n < faults; n += 1) {
  const image = sources[n % sources.length] as Image
  const fault = faultsOf(image.files, random)
  const copy = join(folder, `fault ${n}`)
  mkdirSync(copy)
  for (const [name, content] of damage(image.files, fault)) writeFileSync(join(copy, name), content)
  const { kind, details } = await outcomeOf(copy, image, random() < 0.5 ? 0 : 20_000)
  counts.set(kind, (counts.get(kind) ?? 0) + 1)
  if (kind.startsWith('silent')) silent.push(`${image.name}, ${JSON.stringify(fault)}: ${kind}: ${details}`)
  else rmSync(copy, { recursive: true })
}

const count = (kind: Outcome['kind']): number => counts.get(kind) ?? 0
for (const line of silent.slice(0, 20)) console.error(`media: ${line}`)
console.log(
  `media: seed ${seed}, faults ${faults}: refused ${count('refused')}, damaged items told ${count('damaged items')}, ` +
    `reported ${count('reported')}, harmless ${count('harmless')}, ` +
    `${count('silent wrong bodies')} silent wrong bodies, ${count('silent losses')} silent losses`,
)
if (silent.length > 0) process.exitCode = 1
else remove()
