/** Counts the items. */
export const statsText = `with clock as materialized (select async_invoke.now_ms($1::bigint) as now_ms)
select
  count(*) filter (where i.visible <= now_ms) as ready,
  count(*) filter (where i.visible > now_ms and i.lease is null) as delayed,
  count(*) filter (where i.visible > now_ms and i.lease is not null) as leased,
  coalesce(max(now_ms - i.due) filter (where i.visible <= now_ms), 0) as oldest_ms,
  greatest(0, min(i.visible - now_ms) filter (where i.visible <= now_ms or i.lease is null)) as next_ms
from async_invoke.item i, clock`
