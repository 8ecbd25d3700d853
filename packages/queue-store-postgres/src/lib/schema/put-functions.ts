import { headNumbers } from './head-numbers.ts'
import { insertItems } from './insert-items.ts'

/**
 * The functions that queue items, many or one. A server plans their statements once for each connection; those of a client it plans
 * each time, which takes as long as the insertion of one item.
 */
export const putFunctions = `
create function async_invoke.put(
  virtual_now bigint, ids text, lanes text, delays text, states text, state_lengths text, bodies text, body_lengths text,
  head_sums text, state_sums text, body_sums text, bytes bytea
) returns setof text language plpgsql as $plpgsql$
#variable_conflict use_column
begin
  return query with clock as materialized (select async_invoke.now_ms(virtual_now) as now_ms)
  ${insertItems({
    ids: 'ids',
    lanes: 'lanes',
    delays: 'delays',
    states: 'states',
    stateLengths: 'state_lengths',
    bodies: 'bodies',
    bodyLengths: 'body_lengths',
    headSums: 'head_sums',
    stateSums: 'state_sums',
    bodySums: 'body_sums',
    bytes: 'bytes',
  })};
end
$plpgsql$;

create function async_invoke.put_one(
  virtual_now bigint, item_id text, item_lane text, delay bigint, item_state bytea, item_body bytea,
  names bigint, sum_of_state bigint, sum_of_body bigint
) returns setof text language plpgsql as $plpgsql$
#variable_conflict use_column
begin
  return query insert into async_invoke.item(id, lane, visible, due, seq, state, body, head_sum, state_sum, body_sum)
  select item_id, item_lane, g.due, g.due, g.seq, item_state, item_body,
    names + g.due * ${headNumbers.due + headNumbers.visible} + g.seq * ${headNumbers.seq}, sum_of_state, sum_of_body
  from (select async_invoke.now_ms(virtual_now) + delay as due, nextval('async_invoke.item_seq') as seq) g
  on conflict (id) do nothing
  returning id;
end
$plpgsql$;
`
