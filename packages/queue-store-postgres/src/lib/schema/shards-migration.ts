/**
 * What several databases need that share lanes: which items have come from another database, so that none comes twice, and
 * changes of the layout, each of which waits for the claims that have begun.
 */
export const shardsMigration = `
create table async_invoke.relayed(
  shard text not null,
  -- Number of the item in the database where it was; none returns.
  seq bigint not null,
  -- When the item was removed there; null until that is known.
  dropped_ms bigint,
  primary key (shard, seq)
);
create index relayed_dropped on async_invoke.relayed(dropped_ms);

create function async_invoke.set_layout(name text, names text[], names_before text[], number integer) returns boolean
language plpgsql volatile as $plpgsql$
declare
  is_set boolean;
begin
  perform pg_advisory_xact_lock(hashtext('async_invoke'), 2);
  update async_invoke.meta set shard = name, shards = names, shards_before = names_before, layout = number
    where shard is null or layout < number or (layout = number and shards = names);
  is_set := found;
  if is_set and names_before is null then delete from async_invoke.arrived_lane; end if;
  return is_set;
end
$plpgsql$;

-- Lanes that are in a place, after one, in the order of their names: those with items, and those with limits.
create function async_invoke.unsettled_lanes(wanted text, after text, most integer) returns table(lane text)
language sql stable as $sql$
  with recursive scanned(lane) as (
    (select i.lane from async_invoke.item i where after is null or i.lane > after order by i.lane limit 1)
    union all
    select next.lane from scanned s cross join lateral (
      select i.lane from async_invoke.item i where i.lane > s.lane order by i.lane limit 1
    ) next
  )
  select named.lane
  from (
    select lane from scanned
    union select l.lane from async_invoke.lane_limit l where after is null or l.lane > after
  ) named, async_invoke.meta m
  where async_invoke.place_of(named.lane, m.shard, m.shards, m.shards_before) = wanted
  order by named.lane limit most
$sql$;

-- Lets a lane go on that a move has brought here, with its limit from before.
create function async_invoke.arrive(name text, most_before integer, was_paused boolean) returns void
language plpgsql volatile as $plpgsql$
begin
  if most_before is not null or was_paused then
    perform async_invoke.hold_lanes(array[name]);
    update async_invoke.lane_limit l set most = coalesce(l.most, most_before), paused = l.paused or was_paused
      where l.lane = name;
  end if;
  insert into async_invoke.arrived_lane(lane) values (name) on conflict (lane) do nothing;
end
$plpgsql$;
`
