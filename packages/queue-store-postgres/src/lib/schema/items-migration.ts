import { countedLane, hasId, hiddenAt } from './by-id.ts'
import { claimFunction } from './claim-function.ts'
import { floorsFunctions } from './floors-functions.ts'
import { headNumbers } from './head-numbers.ts'
import { homeFunction } from './home-function.ts'
import { putFunctions } from './put-functions.ts'
import { settleFunction } from './settle-function.ts'

/**
 * Items and their leases. `visible` is when an item can be claimed: its due time, or the end of its lease. `due` keeps its
 * place for `release`. Tokens come from a sequence, so that none returns. Names are compared byte by byte, which is fast
 * and the same on every server.
 *
 * Bodies in rows of more than 2 KB, where PostgreSQL begins to shorten them, lie outside: `again` then rewrites a small row. A
 * queue is all updates and deletions, so vacuum is asked to come early and not to rest.
 *
 * Half of a page stays free for the versions that claims write: of a new version in the page of the old one, the log has only what
 * comes before an end that both have. State and body are that end.
 */
export const itemsMigration = `
create schema if not exists async_invoke;

create table async_invoke.meta(
  one boolean primary key default true check (one),
  version integer not null,
  oldest_reader integer not null,
  -- Of a database that shares lanes with others: its name, the names of all, those before a move that is under way, and the
  -- number of this layout.
  shard text,
  shards text[],
  shards_before text[],
  layout integer not null default 0
);

-- Lanes that a move has brought here. While it is under way, others of those that are to come are held back.
create table async_invoke.arrived_lane(lane text collate "C" primary key);

create sequence async_invoke.lease as bigint cache 32;
create sequence async_invoke.item_seq as bigint;
-- Without a cache: a number that is given later is larger, whichever session gets it.
create sequence async_invoke.counted as bigint;

create table async_invoke.item(
  id text collate "C" primary key,
  lane text collate "C" not null,
  visible bigint not null,
  due bigint not null,
  seq bigint not null,
  lease bigint,
  deliveries integer not null default 0,
  -- Number of the lease in the order in which leases are given or extended, of a lane with a limit.
  counted bigint,
  head_sum bigint,
  state_sum bigint,
  body_sum bigint,
  state bytea not null,
  body bytea not null
) with (
  fillfactor = 50,
  toast_tuple_target = 128,
  autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 500,
  autovacuum_vacuum_insert_scale_factor = 0.1,
  autovacuum_analyze_scale_factor = 0.1,
  autovacuum_vacuum_cost_delay = 0,
  toast.autovacuum_vacuum_scale_factor = 0.01,
  toast.autovacuum_vacuum_threshold = 500,
  toast.autovacuum_vacuum_cost_delay = 0
);
alter table async_invoke.item alter column body set storage external;
alter table async_invoke.item alter column state set storage main;
create index item_lane on async_invoke.item(lane, visible, seq);
create index item_counted on async_invoke.item((${countedLane}), counted) where lease is not null and counted is not null;

create table async_invoke.lane_limit(
  lane text collate "C" primary key,
  most integer check (most >= 0),
  paused boolean not null default false
);

create function async_invoke.now_ms(virtual_now bigint default null) returns bigint language sql volatile parallel safe as $sql$
  select coalesce(virtual_now, floor(extract(epoch from clock_timestamp()) * 1000)::bigint)
$sql$;

${homeFunction}
${putFunctions}
${settleFunction}
${floorsFunctions}
${claimFunction}

-- Extends leases that last: their numbers in the lists. Numbers below 0 are those of leases that another call has in hand, such as
-- a settlement: this one waits for no row, and so can be part of no deadlock.
create function async_invoke.extend(virtual_now bigint, ids text[], leases bigint[], lease_ms bigint)
returns table(n bigint) language plpgsql volatile
set enable_seqscan = off set jit = off as $plpgsql$
#variable_conflict use_column
declare
  now_ms bigint;
begin
  lock table async_invoke.item in row exclusive mode;
  -- A lease that ends and is extended at the same moment would otherwise be missing from a count.
  perform 1 from async_invoke.lane_limit l
    where l.lane in (select i.lane from async_invoke.item i where i.id = any(ids)) order by l.lane for share;
  now_ms := async_invoke.now_ms(virtual_now);
  return query
    with held as materialized (
      select i.ctid as place, t.n
      from unnest(ids, leases) with ordinality as t(id, lease, n)
      join async_invoke.item i on ${hasId('t.id')} and i.lease = t.lease and ${hiddenAt('now_ms')}
      for update of i skip locked
    ), extended as (
      update async_invoke.item i
      set visible = now_ms + lease_ms, counted = case when i.counted is not null then nextval('async_invoke.counted') end,
        head_sum = i.head_sum + (now_ms + lease_ms - i.visible) * ${headNumbers.visible}
      from held h where i.ctid = h.place returning h.n
    )
    select e.n from extended e
    union all
    select -t.n from unnest(ids, leases) with ordinality as t(id, lease, n)
      join async_invoke.item i on ${hasId('t.id')} and i.lease = t.lease and ${hiddenAt('now_ms')}
      where t.n not in (select h.n from held h);
end
$plpgsql$;

create function async_invoke.limit_lanes(lanes text[], numbers integer[], virtual_now bigint default null)
returns void language plpgsql volatile as $plpgsql$
declare
  now_ms bigint;
begin
  -- In the order of their names, so that two such calls never wait for each other.
  perform async_invoke.hold_lanes(lanes);
  now_ms := async_invoke.now_ms(virtual_now);
  -- Leases that were given without a limit are counted from now on.
  with uncounted as materialized (
    select i.id from unnest(lanes, numbers) u(lane, number)
    join async_invoke.lane_limit l on l.lane = u.lane and l.most is null
    join async_invoke.item i on i.lane = u.lane and i.visible > now_ms and i.lease is not null
    where u.number is not null order by i.id for update of i
  )
  update async_invoke.item i set counted = nextval('async_invoke.counted') from uncounted u where ${hasId('u.id')};
  update async_invoke.lane_limit l set most = u.number from unnest(lanes, numbers) u(lane, number)
    where l.lane = u.lane and l.most is distinct from u.number;
  delete from async_invoke.lane_limit l where l.lane = any(lanes) and l.most is null and not l.paused;
end
$plpgsql$;

create function async_invoke.pause_lane(name text, is_paused boolean) returns void language plpgsql volatile as $plpgsql$
begin
  perform async_invoke.hold_lanes(array[name]);
  update async_invoke.lane_limit l set paused = is_paused where l.lane = name and l.paused <> is_paused;
  delete from async_invoke.lane_limit l where l.lane = name and l.most is null and not l.paused;
end
$plpgsql$;

-- Locks the rows of lanes, and adds those that are missing. Claims that have begun without a row end first.
create function async_invoke.hold_lanes(lanes text[]) returns void language plpgsql volatile as $plpgsql$
begin
  if exists (select from unnest(lanes) u(lane) where not exists
      (select from async_invoke.lane_limit l where l.lane = u.lane)) then
    perform pg_advisory_xact_lock(hashtext('async_invoke'), 2);
    insert into async_invoke.lane_limit(lane) select u.lane from unnest(lanes) u(lane) order by u.lane
      on conflict (lane) do nothing;
  end if;
  perform 1 from async_invoke.lane_limit l where l.lane = any(lanes) order by l.lane for update;
end
$plpgsql$;
`
