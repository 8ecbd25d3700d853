import { hasId } from '../schema/by-id.ts'
import { intoPast } from '../schema/floors-functions.ts'
import { headNumbers } from '../schema/head-numbers.ts'
import { ByteParts, numberArray, textArray } from '../statements/arrays.ts'
import { read, type Shard } from './shard.ts'

/** How long items are hidden while they are under way; after a crash, they wait so long. */
const underWayMs = 30_000
const maxItems = 100
const maxBytes = 16 * 1_048_576
/** An item's number is remembered where it came to for a day after it was removed where it was. */
const rememberedMs = 86_400_000

/** Hides items under leases of their own: numbers below 0, which no token has. */
const takeText = `with clock as materialized (select async_invoke.now_ms($1::bigint) as now_ms),
found as (
  select i.id, octet_length(i.state)::bigint + octet_length(i.body) as bytes
  from async_invoke.item i, clock where i.lane = $2::text and (i.visible <= clock.now_ms or i.lease is null)
  order by i.visible, i.seq limit ${maxItems} for update of i skip locked
), fitting as (
  select o.id from (select f.id, row_number() over w as n, sum(f.bytes) over w as total from found f window w as (rows unbounded preceding)) o
  where o.n = 1 or o.total <= ${maxBytes}
)
update async_invoke.item i set lease = -nextval('async_invoke.lease'), visible = clock.now_ms + ${underWayMs},
  head_sum = i.head_sum + (clock.now_ms + ${underWayMs} - i.visible) * ${headNumbers.visible}
from fitting, clock where ${hasId('fitting.id')}
returning i.id, i.lease, i.visible, i.due, i.seq, i.deliveries, i.state, i.body, i.head_sum, i.state_sum, i.body_sum`

/**
 * Puts items that are under way into the database where they go. The number of each is noted in the same commit, so that none
 * comes twice, also when another worker tries again. Rows are the ids that are there, and those that have been. An id that another lane has in the
 * queue is not put.
 */
const putText = `with given as materialized (
  select * from unnest(($3::text)::text[], ($4::text)::bigint[], ($5::text)::bigint[], ($6::text)::integer[], ($7::text)::integer[],
    ($8::text)::integer[], ($9::text)::integer[], ($10::text)::integer[], ($11::text)::bigint[], ($12::text)::bigint[], ($13::text)::bigint[]
  ) u(id, seq_before, due, deliveries, state_at, state_length, body_at, body_length, head, state_sum, body_sum)
), past as materialized (${intoPast}), put as (
  insert into async_invoke.item(id, lane, visible, due, seq, deliveries, state, body, head_sum, state_sum, body_sum)
  select g.id, $2::text, g.due, g.due, g.seq, g.deliveries,
    substring($14::bytea from g.state_at for g.state_length), substring($14::bytea from g.body_at for g.body_length),
    g.head + g.seq * ${headNumbers.seq}, g.state_sum, g.body_sum
  from (
    select given.*, nextval('async_invoke.item_seq') as seq from given, past
    where not exists (select from async_invoke.relayed r where r.shard = $1::text and r.seq = given.seq_before)
    order by given.due, given.seq_before
  ) g order by g.id collate "C"
  on conflict (id) do nothing returning id
), noted as (
  insert into async_invoke.relayed(shard, seq) select $1::text, g.seq_before from given g join put on put.id = g.id
)
select g.id from given g where g.id in (select put.id from put)
  or exists (select from async_invoke.relayed r where r.shard = $1::text and r.seq = g.seq_before)
  or exists (select from async_invoke.item i where ${hasId('g.id')} and i.lane = $2::text)`

const dropText = `delete from async_invoke.item i using unnest(($1::text)::text[], ($2::text)::bigint[]) t(id, lease)
where ${hasId('t.id')} and i.lease = t.lease returning i.seq`

const noteDroppedText = `with aged as (
  delete from async_invoke.relayed where ctid = any(array(
    select ctid from async_invoke.relayed where dropped_ms < async_invoke.now_ms($3::bigint) - ${rememberedMs}
    for update skip locked
  ))
)
update async_invoke.relayed set dropped_ms = async_invoke.now_ms($3::bigint)
where shard = $1::text and seq = any(($2::text)::bigint[])`

/** Result of {@link relay}. */
export interface Relayed {
  readonly found: number
  /** True if more may have been there at the same time. */
  readonly isMore: boolean
}

/**
 * Carries items of a lane that are not leased from one database to another, at most a hundred: they are hidden where they are,
 * put where they go, and then removed where they were. After a crash at any point, another call goes on: nothing is lost, and
 * nothing is put twice.
 *
 * @param lane - as the database writes it
 */
export async function relay(from: Shard, to: Shard, lane: string): Promise<Relayed> {
  const startMs = performance.now()
  const rows = await read(from, 'cannot take items of another database', takeText, [from.virtualNow(), lane])
  const bytes = rows.reduce((sum, { state, body }) => sum + bytesIn(state) + bytesIn(body), 0)
  // A body has half of the bytes at most: with less, nothing was left behind.
  const relayed = { found: rows.length, isMore: rows.length === maxItems || bytes > maxBytes / 2 }
  if (rows.length === 0) return relayed
  // Hidden no longer: another call may have them, and be done with them since yesterday.
  if (performance.now() - startMs > underWayMs / 2) return relayed
  const parts = new ByteParts()
  const bytesOf = (column: 'state' | 'body') => rows.map((row) => row[column] as Uint8Array)
  const placed = (values: readonly Uint8Array[]): readonly string[] => [
    numberArray(values.map((value) => parts.add(value))),
    numberArray(values.map(({ length }) => length)),
  ]
  const whole = (column: string) => rows.map((row) => (row[column] === null ? null : Number(row[column])))
  const heads = rows.map(({ head_sum, visible, due, seq }) =>
    head_sum === null
      ? null
      : Number(head_sum) + (Number(due) - Number(visible)) * headNumbers.visible - Number(seq) * headNumbers.seq,
  )
  const columns = [
    ...[textArray(rows.map(({ id }) => String(id))), numberArray(whole('seq')), numberArray(whole('due'))],
    ...[numberArray(whole('deliveries')), ...placed(bytesOf('state')), ...placed(bytesOf('body'))],
    ...[numberArray(heads), numberArray(whole('state_sum')), numberArray(whole('body_sum'))],
  ]
  const put = await to.calls.rows({
    text: putText,
    values: [from.name, lane, ...columns, parts.joined()],
    action: 'cannot put items of another database',
    repeatable: true,
  })
  const there = new Set(put.map(({ id }) => String(id)))
  const leases = rows.filter(({ id }) => there.has(String(id)))
  const dropped = await read(from, 'cannot remove items that are in another database', dropText, [
    textArray(leases.map(({ id }) => String(id))),
    numberArray(leases.map(({ lease }) => Number(lease))),
  ])
  await read(to, 'cannot note items of another database', noteDroppedText, [
    from.name,
    numberArray(dropped.map(({ seq }) => Number(seq))),
    to.virtualNow(),
  ])
  return relayed
}

function bytesIn(value: unknown): number {
  return value instanceof Uint8Array ? value.length : 0
}
