import { type Fact, type NewItemFacts, stateFacts } from '@async-invoke/engine/internal'
import type { PostgresDatabase, PostgresRow } from '../src/index.ts'
import { fastTime } from './fleet-setting.ts'

/**
 * SQL that lets a server note its effects on items, each in the transaction that has it, in the name of the process whose connection
 * asked for it. An item that comes from another server, or goes there, is the same item.
 */
export function noteEffects(startMs: number): string {
  return `create schema fleet;
  create table fleet.effect(
    n bigint generated always as identity primary key, at_ms bigint not null, since_ms bigint not null,
    transaction text not null, process text not null, kind text not null,
    id text not null, lease bigint, until_ms bigint not null, deliveries integer not null, state bytea not null
  );
  create function fleet.note() returns trigger language plpgsql as $note$
  declare
    now_ms bigint := ${fastTime(startMs, 'clock_timestamp()')};
    kind text := case
      when tg_op = 'INSERT' then case when current_query() like '%async_invoke.relayed%' then null else 'queued' end
      when tg_op = 'DELETE' then case when old.lease < 0 then null else 'done' end
      when new.lease < 0 then null
      when new.lease is null and new.deliveries < old.deliveries then 'release'
      when new.lease is null then 'again'
      when old.lease = new.lease then 'extended'
      else 'claimed' end;
    item record := coalesce(new, old);
  begin
    if kind is not null then
      insert into fleet.effect(at_ms, since_ms, transaction, process, kind, id, lease, until_ms, deliveries, state)
      values (now_ms, ${fastTime(startMs, 'statement_timestamp()')}, pg_current_xact_id(), current_setting('application_name'),
        kind, item.id, case when tg_op <> 'INSERT' and new.lease is null then old.lease else item.lease end,
        item.visible, item.deliveries, item.state);
    end if;
    return null;
  end
  $note$;
  create trigger note after insert or update or delete on async_invoke.item for each row execute function fleet.note();`
}

/** Reads the effects that a server has noted as facts, in the order in which it had them. */
export async function effectsOf(
  database: PostgresDatabase,
  tokenOf: (lease: string, id: string) => string,
): Promise<readonly Fact[]> {
  const { rows } = await database.query('select * from fleet.effect order by n', [])
  // The items that a settlement queued are in its transaction.
  const outboxes = new Map<string, NewItemFacts[]>()
  const ended = new Set(rows.flatMap(({ kind, transaction, id }) => (kind === 'done' ? [`${transaction} ${id}`] : [])))
  const events = rows.filter((row) => {
    const event = `${row.transaction} ${String(row.id).split('/')[0]}`
    if (row.kind !== 'queued' || !ended.has(event)) return true
    outboxes.set(event, [...(outboxes.get(event) ?? []), newItem(row, Number(row.since_ms))])
    return false
  })
  return events.map((row) => factOf(row, tokenOf(String(row.lease ?? 0), String(row.id)), outboxes))
}

function newItem({ id, until_ms, state }: PostgresRow, sinceMs: number): NewItemFacts {
  return { id: String(id), delayMs: Number(until_ms) - sinceMs, ...stateFacts(state as Uint8Array) }
}

function factOf(row: PostgresRow, token: string, outboxes: ReadonlyMap<string, readonly NewItemFacts[]>): Fact {
  const [id, atMs, sinceMs, untilMs] = [String(row.id), Number(row.at_ms), Number(row.since_ms), Number(row.until_ms)]
  const about = { atMs, process: String(row.process), id, token }
  const { kind } = row
  if (kind === 'queued')
    return { atMs, process: about.process, type: 'enqueued', item: newItem(row, atMs), result: 'accepted' }
  if (kind === 'extended') return { ...about, type: 'extended', sinceMs: atMs, leaseMs: untilMs - atMs }
  const state = stateFacts(row.state as Uint8Array)
  if (kind === 'claimed')
    return {
      ...{ ...about, type: 'claimed', sinceMs: atMs, leaseMs: untilMs - atMs },
      ...{ deliveries: Number(row.deliveries), ...state },
    }
  const settled = { ...about, type: 'settled', sinceMs, result: 'ok' } as const
  if (kind === 'again') return { ...settled, to: 'again', delayMs: untilMs - sinceMs, ...state }
  if (kind === 'release') return { ...settled, to: 'release' }
  return { ...settled, to: 'done', outbox: outboxes.get(`${row.transaction} ${id}`) ?? [] }
}
