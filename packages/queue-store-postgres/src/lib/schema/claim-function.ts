import { countedLane, hiddenAt } from './by-id.ts'
import { firstEntry, lowest, manyDead, mostKnown, nextLane, vagueMs } from './floors-functions.ts'
import { headNumbers } from './head-numbers.ts'

/** Finds lanes and the first entry of each, by the query for the first lane from a name on. */
const findLanes = (first: (from: string) => string): string => `
          with recursive found(lane, visible) as (
            (${first('looking')})
            union all
            select n.lane, n.visible from found f cross join lateral (${first('f.lane || chr(1)')}) n
          )
          select array_agg(f.lane order by f.lane), array_agg(f.visible order by f.lane) into found_lanes, found_visibles
            from (select f.lane, f.visible from found f limit looks) f;`

/**
 * Claims items, and tells when to ask again. One call, so that it is one trip through any pooler; several statements, since a
 * count of leases is exact only in a statement that begins after the limit's row is locked: its snapshot then shows every
 * lease that an earlier holder of the lock has given.
 *
 * Lanes are found with one look into the index for each, from the one after the last that was served, as many in a statement as
 * may be needed. A lane's first entry tells whether it has something ready. Once more lanes are ready than items are wanted, no
 * more are looked at. Lanes with many dead entries are looked at from their floors on (`floorsFunctions`), which the caller
 * passes from claim to claim in `known`. Without any, nothing is done for floors but to count the entries that were visited.
 *
 * The leases of a lane with a limit are counted from the oldest live one on, which the caller passes from claim to claim in `counts`.
 *
 * Of several databases that share lanes, each gives items of its own lanes only.
 *
 * Rows are items in any order, with their turns. The last row has no item: it tells the time, the time of the next item, a lane
 * of another database with something ready (`lane`), the number of the layout (`seq`), and the lane with something ready whose turn
 * comes next (`id`); without it, each has had a turn.
 */
export const claimFunction = `
create function async_invoke.claim(
  virtual_now bigint, max_items integer, lease_ms bigint, max_bytes bigint, after_lane text,
  budget_default integer, budget_total integer, budgets jsonb, prefixes text[], prefix_numbers integer[],
  known jsonb default null, many_dead integer default ${manyDead}, counts jsonb default null
) returns table(
  now_ms bigint, next_ms bigint, id text, lane text, lease bigint, deliveries integer, visible bigint, due bigint,
  seq bigint, state bytea, body bytea, head_sum bigint, state_sum bigint, body_sum bigint, turn bigint
) language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set jit = off set plan_cache_mode = force_generic_plan as $plpgsql$
#variable_conflict use_column
declare
  remaining integer := max_items;
  bytes_left bigint := max_bytes;
  total_left integer := coalesce(budget_total, 2147483647);
  -- No name has a character below chr(1): a name followed by it is the next after that name.
  looking text := after_lane || chr(1);
  is_second_lap boolean := false;
  is_complete boolean := false;
  has_prefixes boolean := cardinality(prefixes) > 0;
  found_lane text;
  found_visible bigint;
  -- Lanes that were found together and when each has something, how many were judged, and how many to find next.
  found_lanes text[] := '{}';
  found_visibles bigint[];
  found_at integer := 0;
  looks integer := 0;
  -- Lanes with floors, the next entry of each that is ready, and an end that comes after all lanes; null if nothing is known.
  known_lanes text[];
  known_floors bigint[];
  known_visibles bigint[];
  visited bigint := pg_stat_get_xact_tuples_returned('async_invoke.item_lane'::regclass);
  visited_later bigint;
  seen_lanes text[] := '{}';
  seen integer := 0;
  past bigint;
  is_vague boolean := false;
  is_costly boolean;
  number integer;
  -- The ready lanes in turn, how many items each may give, their floors, and whether they count for the total of the default.
  lanes text[];
  rooms integer[];
  floors bigint[];
  -- Known lanes without anything ready.
  waiting_lanes text[] := '{}';
  of_default boolean[];
  is_open boolean[];
  places tid[];
  givers bigint[];
  turns bigint[];
  bytes bigint;
  defaults integer;
  with_room integer;
  share integer;
  -- How many lanes, from the first in turn, give one more than the share.
  extra integer;
  got integer;
  is_cut boolean := false;
  is_ready boolean := false;
  later bigint;
  own record;
  place text;
  foreign_lane text;
  next_lane text;
  lim record;
  -- Which of the lanes count their leases, and the number of the oldest live one of each.
  counting boolean[];
  counted_lanes text[] := '{}';
  counted_floors bigint[] := '{}';
  counted_floor bigint;
  counted_from bigint;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'claims need the isolation level read committed, and this transaction has %',
      current_setting('transaction_isolation') using errcode = '0A000';
  end if;
  perform pg_advisory_xact_lock_shared(hashtext('async_invoke'), 2);
  lock table async_invoke.item in row exclusive mode;
  select m.shard, m.shards, m.shards_before, m.layout into own from async_invoke.meta m;
  now_ms := async_invoke.now_ms(virtual_now);
  if (counts ->> 'server')::bigint <> async_invoke.server_number() then counts := null; end if;
  if known is not null then
    past := async_invoke.past_number();
    select f.known, f.lanes, f.floors, f.visibles into known, known_lanes, known_floors, known_visibles
      from async_invoke.raise_floors(known, now_ms, many_dead) f;
  end if;

  loop
    lanes := '{}'; rooms := '{}'; floors := '{}'; of_default := '{}'; counting := null; with_room := 0; next_lane := null;
    while with_room <= remaining and not is_complete loop
      if found_at >= cardinality(found_lanes) then
        looks := least(256, greatest(looks * 2, least(256, remaining) + 1 - with_room));
        if known_lanes is null then
          ${findLanes((from) => firstEntry(`i.lane >= ${from}`))}
        else
          ${findLanes(nextLane)}
        end if;
        found_at := 0;
        seen := seen + coalesce(cardinality(found_lanes), 0);
        if cardinality(seen_lanes) < ${mostKnown} then seen_lanes := seen_lanes || found_lanes; end if;
      end if;
      found_at := found_at + 1;
      found_lane := found_lanes[found_at];
      found_visible := found_visibles[found_at];
      if found_lane is null or (is_second_lap and found_lane collate "C" > after_lane) then
        is_complete := is_second_lap;
        is_second_lap := true;
        looking := '';
        found_lanes := '{}';
        found_at := 0;
        continue;
      end if;
      looking := found_lane || chr(1);
      if found_visible is null then
        waiting_lanes := array_append(waiting_lanes, found_lane);
        continue;
      end if;
      if found_visible > now_ms then
        next_ms := least(next_ms, found_visible);
        continue;
      end if;
      if own.shard is not null then
        place := async_invoke.place_of(found_lane, own.shard, own.shards, own.shards_before);
        if place = 'elsewhere' then foreign_lane := coalesce(foreign_lane, found_lane); end if;
        if place <> 'here' then continue; end if;
      end if;
      number := (budgets ->> found_lane)::integer;
      if number is null and has_prefixes then
        select p.number into number from unnest(prefixes, prefix_numbers) p(prefix, number)
          where starts_with(found_lane, p.prefix) limit 1;
      end if;
      lanes := array_append(lanes, found_lane);
      if known_lanes is not null then
        floors := array_append(floors, known_floors[array_position(known_lanes, found_lane)]);
      end if;
      of_default := array_append(of_default, number is null);
      number := coalesce(number, budget_default);
      rooms := array_append(rooms, number);
      if number > 0 then with_room := with_room + 1; end if;
    end loop;

    exit when is_complete and cardinality(lanes) = 0 and cardinality(waiting_lanes) = 0;

    -- One claimer at a time in each lane with a limit: one that finds its row locked leaves the lane to the other.
    if exists (select from async_invoke.lane_limit l where l.lane = any(lanes)) then
      for lim in
        with locked as materialized (
          select l.lane, case when l.paused then 0 else l.most end as most from async_invoke.lane_limit l
          where l.lane = any(lanes) order by l.lane for update skip locked
        )
        select l.lane, k.most, k.lane is null as is_taken, array_position(lanes, l.lane) as pos
        from async_invoke.lane_limit l left join locked k on k.lane = l.lane where l.lane = any(lanes)
      loop
        if lim.is_taken then
          rooms[lim.pos] := 0;
          next_ms := least(next_ms, now_ms + 10);
        elsif lim.most is not null then
          now_ms := async_invoke.now_ms(virtual_now);
          counted_from := nextval('async_invoke.counted');
          select lim.most - count(*), least(min(i.counted), counted_from) into number, counted_floor from async_invoke.item i
            where (i.${countedLane}) = lim.lane and i.lease is not null and i.counted is not null
              and i.counted >= coalesce((counts -> 'floors' ->> lim.lane)::bigint, ${lowest})
              and ${hiddenAt('now_ms')};
          rooms[lim.pos] := least(rooms[lim.pos], number);
          counting[lim.pos] := true;
          counted_lanes := array_append(counted_lanes, lim.lane);
          counted_floors := array_append(counted_floors, counted_floor);
        end if;
      end loop;
    end if;

    -- Equal shares for the lanes that have items, round after round.
    select array_agg(u.room > 0 order by u.pos),
      (array_agg(u.lane order by u.pos) filter (where u.room > 0))[remaining + 1]
      into is_open, next_lane from unnest(lanes, rooms) with ordinality u(lane, room, pos);
    while remaining > 0 and not is_cut loop
      select count(*) into with_room from unnest(is_open, of_default) u(is_open, of_default)
        where u.is_open and (not u.of_default or total_left > 0);
      exit when with_room = 0;
      share := greatest(1, remaining / with_room);
      extra := greatest(0, remaining - share * with_room);
      with ready as materialized (
        select r.place, r.bytes, r.n, l.pos, l.of_default
        from (
          select u.*, row_number() over (order by u.pos) <= extra as has_extra
          from unnest(lanes, rooms, floors, of_default, is_open) with ordinality u(lane, room, floor, of_default, is_open, pos)
          where u.is_open and (not u.of_default or total_left > 0)
        ) l
        cross join lateral (
          select o.place, o.bytes, row_number() over () as n from (
            select i.ctid as place, octet_length(i.state)::bigint + octet_length(i.body) as bytes
            from async_invoke.item i where i.lane = l.lane and i.visible >= coalesce(l.floor, ${lowest}) and i.visible <= now_ms
            order by i.visible, i.seq limit least(share + l.has_extra::integer, l.room) for update skip locked
          ) o
        ) r
        limit remaining
      ), allowed as (
        select d.*, row_number() over in_turn as turn, sum(d.bytes) over in_turn as total from (
          select r.*, count(*) filter (where r.of_default) over (order by r.n, r.pos) as defaults from ready r
        ) d
        where not d.of_default or d.defaults <= total_left
        window in_turn as (order by d.n, d.pos)
      ), picked as (
        select a.*, a.total <= bytes_left or (a.turn = 1 and remaining = max_items) as fits from allowed a
      )
      select array_agg(p.place) filter (where p.fits), array_agg(p.pos) filter (where p.fits),
        array_agg(max_items - remaining + p.turn) filter (where p.fits),
        coalesce(bool_or(not p.fits), false), coalesce(sum(p.bytes) filter (where p.fits), 0),
        count(*) filter (where p.fits and p.of_default), count(*) filter (where p.fits)
      into places, givers, turns, is_cut, bytes, defaults, got from picked p;
      exit when got = 0;
      return query
        update async_invoke.item i set
          lease = nextval('async_invoke.lease'), visible = now_ms + lease_ms, deliveries = i.deliveries + 1,
          counted = case when counting[p.giver] then nextval('async_invoke.counted') end,
          head_sum = i.head_sum + (now_ms + lease_ms - i.visible) * ${headNumbers.visible} + ${headNumbers.deliveries}
        from unnest(places, turns, givers) p(place, turn, giver) where i.ctid = p.place
        returning null::bigint, null::bigint, i.id, i.lane, i.lease, i.deliveries, i.visible, i.due, i.seq, i.state, i.body,
          i.head_sum, i.state_sum, i.body_sum, p.turn;
      remaining := remaining - got;
      total_left := total_left - defaults;
      bytes_left := bytes_left - bytes;
      -- A lane that gave less than its share has no more.
      select array_agg(u.room - coalesce(g.gave, 0) order by u.pos),
        array_agg(u.is_open and coalesce(g.gave, 0) >= share and u.room > coalesce(g.gave, 0) order by u.pos)
      into rooms, is_open
      from unnest(rooms, is_open) with ordinality u(room, is_open, pos)
      left join (select o.pos, count(*)::integer as gave from unnest(givers) o(pos) group by o.pos) g on g.pos = u.pos;
    end loop;

    select true into is_ready from unnest(lanes, rooms, floors, of_default) l(lane, room, floor, of_default)
      cross join lateral (
        select i.visible from async_invoke.item i where i.lane = l.lane and i.visible >= coalesce(l.floor, ${lowest}) and i.visible <= now_ms
        order by i.visible, i.seq limit 1
      ) f
      where l.room > 0 and (not l.of_default or total_left > 0) limit 1;
    if is_ready then
      next_ms := now_ms;
      exit;
    end if;
    later := null;
    visited_later := pg_stat_get_xact_tuples_returned('async_invoke.item_lane'::regclass);
    if known -> 'vague' = 'true' then later := now_ms + ${vagueMs}; end if;
    select least(later, min(f.visible)) into later from (
      select l.lane from unnest(lanes || waiting_lanes) l(lane)
      where later is null or l.lane <> all(known_lanes)
    ) l
      cross join lateral (
        select i.visible from async_invoke.item i where i.lane = l.lane and i.visible > now_ms
        order by i.visible, i.seq limit 1
      ) f;
    visited_later := pg_stat_get_xact_tuples_returned('async_invoke.item_lane'::regclass) - visited_later;
    visited := visited + visited_later;
    is_vague := is_vague or visited_later > ${manyDead} + 8 * cardinality(lanes || waiting_lanes);
    waiting_lanes := '{}';
    next_ms := least(next_ms, later);
    exit when is_complete;
  end loop;

  lane := foreign_lane;
  seq := own.layout;
  id := next_lane;
  if cardinality(counted_lanes) > 0 or counts is not null then
    state := convert_to(async_invoke.counts_after(counts, counted_lanes, counted_floors)::text, 'UTF8');
  end if;
  visited := pg_stat_get_xact_tuples_returned('async_invoke.item_lane'::regclass) - visited;
  is_costly := is_vague or visited > many_dead + 8 * (max_items - remaining + seen);
  if known is not null or is_costly then
    known := async_invoke.set_fence(
      known, now_ms, coalesce(past, async_invoke.past_number()), seen_lanes, is_costly, is_vague);
    body := convert_to(known::text, 'UTF8');
  end if;
  return next;
end
$plpgsql$;
`
