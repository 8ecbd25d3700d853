import type { PostgresRow } from '../database/postgres-database.ts'
import { PostgresStoreError } from '../store-error.ts'
import { read, type Shard } from './shard.ts'

/** Which databases share the lanes. Each of them keeps it. */
export interface Layout {
  /** Counts up with each move of lanes. */
  readonly number: number
  /** Names of the databases, sorted. */
  readonly shards: readonly string[]
  /** Those before the move that is under way; absent if there is none. */
  readonly before?: readonly string[]
}

/** What a database knows of a layout. */
interface Known {
  readonly shard: Shard
  readonly name: string | undefined
  readonly layout: Layout | undefined
  /** Whether it has items or pauses. */
  readonly isUsed: boolean
}

const text = `select shard, layout, array_to_string(shards, '/') as shards, array_to_string(shards_before, '/') as before,
  exists (select from async_invoke.item) or exists (select from async_invoke.lane_limit where paused) as is_used from async_invoke.meta`

async function known(shard: Shard): Promise<Known> {
  const [row = {}] = await read(shard, 'cannot read the layout', text)
  return { shard, name: textOf(row.shard), layout: layoutOf(row), isUsed: row.is_used === true }
}

function layoutOf({ layout, shards, before }: PostgresRow): Layout | undefined {
  const [names, namesBefore] = [textOf(shards), textOf(before)]
  if (names === undefined) return undefined
  return { number: Number(layout), shards: names.split('/'), ...(namesBefore && { before: namesBefore.split('/') }) }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/**
 * Reads the layout that the databases share. If none has one, all of them share the lanes, or the one that has items or
 * pauses does.
 *
 * @throws {@link PostgresStoreError} `layout`
 */
export async function readLayout(shards: readonly Shard[]): Promise<Layout> {
  const found = await Promise.all(shards.map(known))
  return checked(
    shards,
    found.filter(({ name }) => name !== undefined),
    newest(found) ?? firstLayout(found),
  )
}

/**
 * Reads the layout that the databases share, as {@link readLayout} does, and writes it into those that have none.
 *
 * @throws {@link PostgresStoreError} `layout`
 */
export async function agreeOnLayout(shards: readonly Shard[]): Promise<Layout> {
  const before = await Promise.all(shards.map(known))
  const layout = newest(before) ?? firstLayout(before)
  const isNew = before.filter(({ name }) => name === undefined)
  for (const { shard } of isNew) await setLayout(shard, layout)
  const after = isNew.length === 0 ? before : await Promise.all(shards.map(known))
  return checked(shards, after, newest(after) ?? layout)
}

/** Returns a layout that fits the databases, of which some may have none so far. */
function checked(shards: readonly Shard[], found: readonly Known[], agreed: Layout): Layout {
  for (const { shard, name } of found)
    if (name !== shard.name)
      throw new PostgresStoreError('layout', `the database given as ${shard.name} is the one with the name ${name}`)
  for (const { shard, layout } of found)
    if (layout?.number === agreed.number && layout.shards.join() !== agreed.shards.join())
      throw new PostgresStoreError(
        'layout',
        `the databases disagree: ${shard.name} shares lanes with ${layout.shards.join(', ')}, another with ${agreed.shards.join(', ')}`,
      )
  const names = new Set(shards.map(({ name }) => name))
  const missing = [...agreed.shards, ...(agreed.before ?? [])].filter((name) => !names.has(name))
  if (missing.length > 0)
    throw new PostgresStoreError('layout', `lanes live in ${missing.join(', ')} too, which is not among the databases`)
  return agreed
}

/** The newest layout; of two, one that tells of a move. */
function newest(all: readonly Known[]): Layout | undefined {
  let found: Layout | undefined
  for (const { layout } of all) {
    if (layout === undefined || layout.number < (found?.number ?? 0)) continue
    if (found === undefined || layout.number > found.number || layout.before !== undefined) found = layout
  }
  return found
}

function firstLayout(all: readonly Known[]): Layout {
  const used = all.filter(({ isUsed }) => isUsed)
  if (used.length > 1)
    throw new PostgresStoreError(
      'layout',
      `${used.map(({ shard }) => shard.name).join(' and ')} have items or pauses from before they shared lanes: drain all but one first`,
    )
  return { number: 1, shards: (used.length === 0 ? all : used).map(({ shard }) => shard.name) }
}

/** Writes a layout into a database; false if that has a newer one, or another of the same number. */
export async function setLayout(shard: Shard, { number, shards, before }: Layout): Promise<boolean> {
  const list = (names: readonly string[]): string => names.join('/')
  const [row] = await read(
    shard,
    'cannot write the layout',
    `select async_invoke.set_layout($1::text, string_to_array($2::text, '/'), string_to_array($3::text, '/'), ($4::text)::integer) as is_set`,
    [shard.name, list(shards), before === undefined ? null : list(before), String(number)],
  )
  return row?.is_set === true
}
