import pg from 'pg'
import { callsAtOnce, type Event, type QueuePeer, takenAtOnce } from './queue-peer.ts'

const schema = `
  drop table if exists bare;
  create table bare(id text primary key, due bigint not null, lease bigint, state bytea not null, body bytea not null);
  create index bare_due on bare(due)`

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
  return {
    add: (event) => insert([event]),
    addAll: insert,
    async drain(count) {
      let taken = 0
      const take = async (): Promise<void> => {
        while (taken < count) {
          const now = Date.now()
          const { rows } = await pool.query(
            `update bare set due = $1, lease = 1 where id in (
              select id from bare where due <= $2 order by due limit ${takenAtOnce} for update skip locked) returning id, state, body`,
            [now + 60_000, now],
          )
          taken += rows.length
          for (const { body } of rows) JSON.parse(String(body))
          await pool.query('delete from bare where id = any($1)', [rows.map(({ id }) => id)])
        }
      }
      await Promise.all(Array.from({ length: callsAtOnce }, take))
    },
    close: () => pool.end(),
  }
}
