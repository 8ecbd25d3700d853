/** As many dead entries cost a claim about half a millisecond. */
export const manyDead = 1_000
/** Upper bound of the lanes whose floors a worker knows. */
export const mostKnown = 64
/** Below every time. */
export const lowest = '-9223372036854775808'
/** When to ask again where the next time cannot be found without visiting many dead entries, in milliseconds. */
export const vagueMs = 50
/** Floors are found anew after so long, in milliseconds: they would not last through a server that has lost commits, or set back its clock. */
const renewedMs = 30_000
/** Later by a millisecond for so many entries that the last time visited: it takes at most about a hundredth of the time. */
const visitedPerMs = 20
/** Tells every claim, before anything is placed into the past, that no floor holds. */
export const intoPast = "select nextval('async_invoke.past') as number"
/** Comes after every name. */
const end = 'repeat(chr(1114111), 513)'

/** The first entry of the first lane that a condition allows. */
export const firstEntry = (condition: string): string =>
  `select i.lane, i.visible from async_invoke.item i where ${condition} order by i.lane, i.visible, i.seq limit 1`

/**
 * The first entry of the first lane from a name on: in a lane with a floor, the one that is ready, or null, without a visit to the
 * entries of the lane.
 */
export const nextLane = (from: string): string => `
  select n.lane, n.visible from (
    select u.lane, u.visible from unnest(known_lanes, known_visibles) u(lane, visible)
    where u.lane collate "C" >= ${from} order by u.lane collate "C" limit 1
  ) k cross join lateral (
    (${firstEntry(`i.lane >= ${from} and i.lane < k.lane`)})
    union all
    select k.lane collate "C", k.visible where k.lane <> ${end}
  ) n order by n.lane limit 1`

/**
 * A transaction that is open for long keeps dead rows, and so their entries before the first live one of each lane: every look would
 * visit them all. A claim that has visited many notes the lanes; from then on, their floors are known, times before which nothing
 * lives, and looks begin there.
 *
 * **A floor is exact.** A writer of an item locks the table, reads the time, and places the item at that time or later. A claim
 * notes the time and the transactions that have the lock: its fence. Once all of these have ended, all that is placed before the fence
 * can be seen, and the first of it is the floor, or the fence. An item that is placed into the past, such as a released one, takes a
 * number from the sequence \`past\` before it commits, and with another number no floor holds. A prepared transaction is no longer the
 * one that the fence has noted: while there is one, no fence is passed.
 *
 * The caller keeps what is known, as JSON: \`past\`, \`lanes\`, \`floors\` (null where there is none), \`since\` (when they were found
 * anew), \`vague\` (whether the next time is not looked for), and the \`fence\`.
 */
export const floorsFunctions = `
create sequence async_invoke.past as bigint;

create function async_invoke.past_number() returns bigint language sql volatile as $sql$
  select coalesce(pg_sequence_last_value('async_invoke.past'::regclass), 0)
$sql$;

-- The transactions that may have placed items which cannot be seen yet.
create function async_invoke.placing() returns table(holder text, is_prepared boolean) language sql volatile as $sql$
  select l.virtualtransaction, l.pid is null from pg_locks l
  where l.locktype = 'relation' and l.relation = 'async_invoke.item'::regclass and l.mode = 'RowExclusiveLock'
    and l.database = (select d.oid from pg_database d where d.datname = current_database())
    and l.pid is distinct from pg_backend_pid()
$sql$;

-- The floors at the beginning of a claim, with the next entry of each lane that is ready. After the last comes the end of all lanes.
create function async_invoke.raise_floors(
  inout known jsonb, now_ms bigint, many_dead integer, out lanes text[], out floors bigint[], out visibles bigint[]
) language plpgsql volatile set enable_seqscan = off set enable_bitmapscan = off set jit = off as $plpgsql$
declare
  kept bigint[];
  fence_ms bigint;
  is_anew boolean;
  visited bigint := pg_stat_get_xact_tuples_returned('async_invoke.item_lane'::regclass);
begin
  if known is not null then
    lanes := array(select jsonb_array_elements_text(known -> 'lanes'));
    if (known ->> 'past')::bigint = async_invoke.past_number() then
      kept := array(select e::bigint from jsonb_array_elements_text(known -> 'floors') e);
      if not exists (select from async_invoke.placing() p where p.is_prepared or known -> 'fence' -> 'holders' ? p.holder) then
        fence_ms := (known -> 'fence' ->> 'at')::bigint;
      end if;
    else
      known := known - 'fence';
    end if;
    is_anew := fence_ms is not null and known -> 'fence' -> 'anew' = 'true';
    select array_agg(f.floor order by f.n),
      array_agg(case when fence_ms is null then f.kept else f.floor end order by f.n),
      array_agg(f.visible order by f.n)
      into floors, kept, visibles
    from (
      select u.n, u.kept, o.floor, (
          select i.visible from async_invoke.item i where i.lane = u.lane and i.visible >= o.floor and i.visible <= now_ms
          order by i.visible, i.seq limit 1
        ) as visible
      from unnest(lanes, kept) with ordinality u(lane, kept, n) cross join lateral (
        select case when u.kept is not null and fence_ms is null then u.kept else coalesce((
          select i.visible from async_invoke.item i
          where i.lane = u.lane and i.visible >= case when is_anew then ${lowest} else coalesce(u.kept, ${lowest}) end
            and i.visible < coalesce(fence_ms, now_ms)
          order by i.visible, i.seq limit 1
        ), fence_ms, now_ms) end as floor
      ) o
    ) f;
    if is_anew then
      visited := pg_stat_get_xact_tuples_returned('async_invoke.item_lane'::regclass) - visited;
      known := known || jsonb_build_object('since', now_ms, 'vague', false, 'visited', visited);
      -- The dead rows are gone.
      if visited <= many_dead then known := null; end if;
    end if;
    if fence_ms is not null then known := known - 'fence' || jsonb_build_object('floors', coalesce(kept, '{}')); end if;
  end if;
  lanes := array_append(lanes, ${end});
  floors := array_append(floors, null);
  visibles := array_append(visibles, null);
end
$plpgsql$;

-- Changes when a server takes the place of another, or starts again: what it did not keep may have its numbers given anew.
create function async_invoke.server_number() returns bigint language sql stable as $sql$
  select (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint
$sql$;

-- What the next claim of a store is to know of the leases that it counts: the number of the oldest live one of each lane. A lease that is
-- given or extended later has a larger one, since it gets it under the lock of its lane.
create function async_invoke.counts_after(counts jsonb, lanes text[], floors bigint[])
returns jsonb language plpgsql volatile as $plpgsql$
begin
  return jsonb_build_object('server', async_invoke.server_number(), 'floors', (
    select coalesce(jsonb_object_agg(a.lane, a.floor), '{}') from (
      select u.lane, u.floor from unnest(lanes, floors) u(lane, floor)
      union all
      select e.key, e.value::bigint from jsonb_each_text(counts -> 'floors') e where e.key <> all(lanes)
      limit ${mostKnown}
    ) a
  ));
end
$plpgsql$;

-- The floors and the fence after a claim that has looked at lanes, if something was known or is_costly: it has visited many dead
-- entries. The number of the past was read before floors were used, or else at the end.
create function async_invoke.set_fence(inout known jsonb, now_ms bigint, past bigint, seen text[], is_costly boolean, is_vague boolean)
language plpgsql volatile as $plpgsql$
begin
  known := coalesce(known, jsonb_build_object('since', now_ms, 'vague', false, 'lanes', '[]'::jsonb, 'floors', '[]'::jsonb));
  -- Floors that a number in the past has ended, as much as lanes without one, are found once the fence is passed.
  if (known ->> 'past')::bigint is distinct from past then known := known || '{"floors": []}'; end if;
  known := known || jsonb_build_object('past', past, 'vague', known -> 'vague' = 'true' or is_vague);
  if is_costly then
    select known || jsonb_build_object('lanes', coalesce(jsonb_agg(a.lane order by a.lane collate "C"), '[]'),
        'floors', coalesce(jsonb_agg(a.floor order by a.lane collate "C"), '[]')) into known
      from (
        select coalesce(u.lane, s.lane) as lane, u.floor from rows from (
          jsonb_array_elements_text(known -> 'lanes'), jsonb_array_elements(known -> 'floors')
        ) u(lane, floor) full join (select distinct s.lane from unnest(seen) s(lane)) s on s.lane = u.lane
        order by u.lane is null limit ${mostKnown}
      ) a;
  end if;
  if known -> 'fence' is null then
    known := known || jsonb_build_object('fence', jsonb_build_object(
      'at', now_ms, 'anew', now_ms - (known ->> 'since')::bigint
        >= ${renewedMs} + coalesce((known ->> 'visited')::bigint, 0) / ${visitedPerMs},
      'holders', (select coalesce(jsonb_agg(p.holder), '[]') from async_invoke.placing() p)
    ));
  end if;
end
$plpgsql$;
`
