import pg from 'pg'
import { callsAtOnce, type Event, type QueuePeer, takenAtOnce } from './queue-peer.ts'

const schema = `
  drop table if exists bare;
  create table bare(id text primary key, due bigint not null, lease bigint, state bytea not null, body bytea not null);
  create index bare_due on bare(due)`

interface Row {
  readonly id: string
  readonly body: Buffer
}

const isEvent = ({ id }: Row): boolean => !id.endsWith('/OnSuccess')

/** The minimal queue: no lanes, no fences, no checks; a claim moves the due time. */
export async function open(address: string): Promise<QueuePeer> {
  const pool = new pg.Pool({ connectionString: address, max: 20 })
  await pool.query(schema)
  const state = Buffer.from('{"kind":"event","reference":{"functionName":"orders"},"failures":0,"attempts":0}')
  const insert = (events: readonly Event[]): Promise<unknown> =>
    pool.query(
      'insert into bare(id, due, state, body) select * from unnest($1::text[], $2::bigint[], $3::bytea[], $4::bytea[]) on conflict do nothing',
      [
        events.map(({ n }) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
        events.map(() => Date.now()),
        events.map(() => state),
        events.map((event) => Buffer.from(JSON.stringify(event))),
      ],
    )
  const remove = (rows: readonly Row[]): Promise<unknown> =>
    pool.query('delete from bare where id = any($1)', [rows.map(({ id }) => id)])
  const replace = (rows: readonly Row[]): Promise<unknown> => {
    const events = rows.filter(isEvent)
    return pool.query(
      `with done as (delete from bare where id = any($1) returning id)
      insert into bare(id, due, state, body) select u.id || '/OnSuccess', $3, $4, u.body
      from unnest($2::text[], $5::bytea[]) u(id, body) join done on done.id = u.id`,
      [
        rows.map(({ id }) => id),
        events.map(({ id }) => id),
        Date.now(),
        state,
        events.map(({ body }) => Buffer.concat([Buffer.from('{"requestPayload":'), body, Buffer.from('}')])),
      ],
    )
  }
  const take = async (count: number, settle: (rows: readonly Row[]) => Promise<unknown>): Promise<void> => {
    let taken = 0
    const call = async (): Promise<void> => {
      while (taken < count) {
        const now = Date.now()
        const { rows } = await pool.query<Row>(
          `update bare set due = $1, lease = 1 where id in (
            select id from bare where due <= $2 order by due limit ${takenAtOnce} for update skip locked) returning id, state, body`,
          [now + 60_000, now],
        )
        taken += rows.length
        for (const { body } of rows) JSON.parse(String(body))
        await settle(rows)
      }
    }
    await Promise.all(Array.from({ length: callsAtOnce }, call))
  }
  return {
    add: (event) => insert([event]),
    addAll: insert,
    drain: (count) => take(count, remove),
    deliver: (count) => take(2 * count, (rows) => (rows.some(isEvent) ? replace(rows) : remove(rows))),
    close: () => pool.end(),
  }
}
