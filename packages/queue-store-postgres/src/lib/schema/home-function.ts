import { functionPrefix } from '@async-invoke/engine/internal'

/**
 * Where a function's lane lives, of several databases: the one with the highest hash of both names. With one database more,
 * only the lanes change that it wins. Other lanes are deliveries, which stay in the database of their events. The same hash is
 * computed in {@link homeOf}.
 */
export const homeFunction = `
create function async_invoke.home_of(lane text, shards text[]) returns text language sql immutable parallel safe as $sql$
  select s from unnest(shards) s order by sha256(convert_to(s || '/' || lane, 'UTF8')) desc limit 1
$sql$;

-- Tells a lane that lives in another database ('elsewhere'), and one that is to come and has not arrived ('coming').
create function async_invoke.place_of(lane text, shard text, shards text[], shards_before text[]) returns text
language plpgsql stable as $plpgsql$
begin
  if shard is null or not starts_with(lane, '${functionPrefix}') then return 'here'; end if;
  if async_invoke.home_of(lane, shards) <> shard then return 'elsewhere'; end if;
  if shards_before is null or async_invoke.home_of(lane, shards_before) = shard
    or exists (select from async_invoke.arrived_lane a where a.lane = place_of.lane) then return 'here'; end if;
  return 'coming';
end
$plpgsql$;
`
