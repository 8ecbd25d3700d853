import { hasId, hiddenAt } from './by-id.ts'

/** How the settlements of a statement are told apart. */
export const kindOf = { done: 0, again: 1, release: 2 } as const

/** The condition that a lease lasts: a late owner changes nothing. */
export const lasts = `${hasId('s.id')} and i.lease = s.lease and ${hiddenAt('clock.now_ms')}`

/** Removes the items that are done; `settled` and `clock` are relations. */
export const doneStep = `done as (
  delete from async_invoke.item i using settled s, clock where s.kind = ${kindOf.done} and ${lasts} returning s.n
)`

/**
 * Settles leases whose items are all done, which is what an engine sends most. A server plans the statement once for each connection.
 */
export const settleFunction = `
create function async_invoke.settle_done(virtual_now bigint, ids text[], leases bigint[]) returns setof bigint
language plpgsql volatile as $plpgsql$
begin
  return query with clock as materialized (select async_invoke.now_ms(virtual_now) as now_ms),
  settled as materialized (
    select u.*, ${kindOf.done} as kind from unnest(ids, leases) with ordinality u(id, lease, n)
  ),
  ${doneStep}
  select d.n from done d;
end
$plpgsql$;
`
