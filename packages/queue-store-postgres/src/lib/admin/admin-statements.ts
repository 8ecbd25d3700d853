import { hasId } from '../schema/by-id.ts'
import { intoPast } from '../schema/floors-functions.ts'
import { headNumbers } from '../schema/head-numbers.ts'

const clock = 'clock as materialized (select async_invoke.now_ms($1::bigint) as now_ms)'
const isLeased = '(i.lease is not null and i.visible > clock.now_ms)'

/** Counts the items of lanes after one, in the order of their names: those that have items, and those that are paused. */
export const lanesText = `with recursive ${clock},
scanned(lane, n) as (
  (select i.lane, 1 from async_invoke.item i where $2::text is null or i.lane > $2::text order by i.lane limit 1)
  union all
  select next.lane, s.n + 1 from scanned s cross join lateral (
    select i.lane from async_invoke.item i where i.lane > s.lane order by i.lane limit 1
  ) next where s.n < $3::integer
),
named as (
  select lane from scanned
  union select l.lane from async_invoke.lane_limit l where l.paused and ($2::text is null or l.lane > $2::text)
  order by lane limit $3::integer
)
select named.lane, counted.*, coalesce(l.paused, false) as paused, l.most
from named cross join clock left join async_invoke.lane_limit l on l.lane = named.lane cross join lateral (
  select
    count(*) filter (where i.visible <= clock.now_ms) as ready,
    count(*) filter (where i.visible > clock.now_ms and i.lease is null) as delayed,
    count(*) filter (where ${isLeased}) as leased,
    coalesce(max(clock.now_ms - i.due) filter (where i.visible <= clock.now_ms), 0) as oldest_ms
  from async_invoke.item i where i.lane = named.lane
) counted
order by named.lane`

const shown = (maxBodyBytes: string): string => `i.id, i.lane, i.deliveries, i.state, i.seq, i.visible,
  substring(i.body from 1 for ${maxBodyBytes}::integer) as body, octet_length(i.body) as body_bytes, i.due - clock.now_ms as due_in`

/** Finds the item with an id. */
export const findText = `with ${clock}
select ${shown('$3')},
  case when i.visible <= clock.now_ms then 'ready' when i.lease is null then 'delayed' else 'leased' end as status
from async_invoke.item i, clock where i.id = $2::text`

const part = (status: string, place: number, condition: string): string =>
  `(select ${shown('$3')}, '${status}' as status, ${place} as place from async_invoke.item i, clock
  where i.lane = $2::text and ${condition} order by i.visible, i.seq limit $4::integer)`

/** Shows items of a lane: ready ones in their order, then those that wait, then leased ones. */
export const peekText = `with ${clock}
select * from (
${part('ready', 1, 'i.visible <= clock.now_ms')} union all
${part('delayed', 2, 'i.visible > clock.now_ms and i.lease is null')} union all
${part('leased', 3, isLeased)}
) items order by place, visible, seq limit $4::integer`

/**
 * Locks items in the order of their ids, as every statement does that changes several: two of them then wait for each other in turn.
 */
const held = (condition: string): string => `held as materialized (
  select i.id from async_invoke.item i, clock where ${condition} and not ${isLeased} order by i.id for update of i
)`

const purge = (condition: string): string => `with ${clock},
${held(condition)},
purged as (delete from async_invoke.item i using held where ${hasId('held.id')} returning 1)
select count(*) as changed from purged`

export const purgeItemText = purge('i.id = $2::text')
export const purgeLaneText = purge('i.lane = $2::text')

/** Makes items that wait due at once, with deliveries counted from 0. */
export const redriveText = `with ${clock},
past as materialized (${intoPast}),
${held('i.id = any(($2::text)::text[])')},
redriven as (
  update async_invoke.item i set
    lease = null, deliveries = 0, due = least(i.due, clock.now_ms), visible = least(i.due, clock.now_ms),
    head_sum = i.head_sum + (least(i.due, clock.now_ms) - i.due) * ${headNumbers.due}
      + (least(i.due, clock.now_ms) - i.visible) * ${headNumbers.visible} - i.deliveries * ${headNumbers.deliveries}
  from clock, past, held where ${hasId('held.id')} returning 1
)
select count(*) as changed from redriven`
