import { headNumbers } from './head-numbers.ts'

/** Parameters that hold the columns of items as arrays, and the bytes that they refer to. */
export type ItemParameters = Readonly<
  Record<
    | 'ids'
    | 'lanes'
    | 'delays'
    | 'states'
    | 'stateLengths'
    | 'bodies'
    | 'bodyLengths'
    | 'headSums'
    | 'stateSums'
    | 'bodySums'
    | 'bytes',
    string
  >
>

/**
 * The insertion of items from columns; `clock` is a relation with `now_ms`, and `condition` decides about an item by its
 * number `n`.
 */
export function insertItems(parameters: ItemParameters, condition = 'true'): string {
  const { ids, lanes, delays, states, stateLengths, bodies, bodyLengths, headSums, stateSums, bodySums, bytes } =
    parameters
  const array = (parameter: string, type: string): string => `(${parameter}::text)::${type}[]`
  return `insert into async_invoke.item(id, lane, visible, due, seq, state, body, head_sum, state_sum, body_sum)
  select g.id, g.lane, g.due, g.due, g.seq,
    substring(${bytes}::bytea from g.state_at for g.state_length), substring(${bytes}::bytea from g.body_at for g.body_length),
    g.names + g.due * ${headNumbers.due + headNumbers.visible} + g.seq * ${headNumbers.seq} + g.body_length * ${headNumbers.body},
    g.state_sum, g.body_sum
  from (
    select u.*, clock.now_ms + u.delay as due, nextval('async_invoke.item_seq') as seq
    from clock, unnest(${array(ids, 'text')}, ${array(lanes, 'text')}, ${array(delays, 'bigint')},
      ${array(states, 'integer')}, ${array(stateLengths, 'integer')}, ${array(bodies, 'integer')}, ${array(bodyLengths, 'integer')},
      ${array(headSums, 'bigint')}, ${array(stateSums, 'bigint')}, ${array(bodySums, 'bigint')}
    ) with ordinality u(id, lane, delay, state_at, state_length, body_at, body_length, names, state_sum, body_sum, n)
    where ${condition}
  ) g
  -- Two calls with the same ids then wait for each other in turn.
  order by g.id collate "C"
  on conflict (id) do nothing
  returning id`
}
