import type { NewItem } from '@async-invoke/engine'
import { bytesSum, nameSums } from '@async-invoke/engine/internal/item-sums'
import type { Statement } from '../database/calls.ts'
import { headNumbers } from '../schema/head-numbers.ts'
import { ByteParts, numberArray, textArray } from './arrays.ts'
import { writeName } from './names.ts'

const nameSum = nameSums()

/** The columns of items as arrays, for {@link insertItems}. */
export interface ItemColumns {
  readonly ids: string
  readonly lanes: string
  readonly delays: string
  readonly states: string
  readonly stateLengths: string
  readonly bodies: string
  readonly bodyLengths: string
  readonly headSums: string
  readonly stateSums: string
  readonly bodySums: string
}

export function itemColumns(items: readonly NewItem[], parts: ByteParts): ItemColumns {
  return {
    ids: textArray(items.map(({ id }) => writeName(id))),
    lanes: textArray(items.map(({ lane }) => writeName(lane))),
    delays: numberArray(items.map(({ delayMs }) => wholeMs(delayMs))),
    states: numberArray(items.map(({ state }) => parts.add(state))),
    stateLengths: numberArray(items.map(({ state }) => state.length)),
    bodies: numberArray(items.map(({ body }) => parts.add(body))),
    bodyLengths: numberArray(items.map(({ body }) => body.length)),
    headSums: numberArray(items.map(({ id, lane }) => nameSum(id, lane))),
    stateSums: numberArray(items.map(({ state }) => bytesSum(state))),
    bodySums: numberArray(items.map(({ body }) => bytesSum(body))),
  }
}

/** Rounds a delay up to whole milliseconds, so that no item is early. */
export function wholeMs(ms: number): number {
  return Math.max(0, Math.ceil(ms))
}

/** Names of the parameters of {@link insertItems}, which stand for `$1` and so on. */
export type ItemParameters = Readonly<Record<keyof ItemColumns | 'bytes', string>>

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

const text = `with clock as materialized (select async_invoke.now_ms($1::bigint) as now_ms)
${insertItems({
  ids: '$2',
  lanes: '$3',
  delays: '$4',
  states: '$5',
  stateLengths: '$6',
  bodies: '$7',
  bodyLengths: '$8',
  headSums: '$9',
  stateSums: '$10',
  bodySums: '$11',
  bytes: '$12',
})}`

/** The same for one item, which costs a server much less than lists of one. */
const textOfOne = `insert into async_invoke.item(id, lane, visible, due, seq, state, body, head_sum, state_sum, body_sum)
select $2::text, $3::text, g.due, g.due, g.seq, $5::bytea, $6::bytea,
  $7::bigint + g.due * ${headNumbers.due + headNumbers.visible} + g.seq * ${headNumbers.seq}, $8::bigint, $9::bigint
from (select async_invoke.now_ms($1::bigint) + $4::bigint as due, nextval('async_invoke.item_seq') as seq) g
on conflict (id) do nothing
returning id`

/** Queues items; its rows are the ids that were not in the queue. */
export function enqueueStatement(items: readonly NewItem[], virtualNow: string | null): Statement {
  const [first] = items
  if (items.length === 1 && first !== undefined) return oneStatement(first, virtualNow)
  const parts = new ByteParts()
  const columns = itemColumns(items, parts)
  return { text, values: [virtualNow, ...Object.values(columns), parts.joined()] }
}

function oneStatement({ id, lane, delayMs, state, body }: NewItem, virtualNow: string | null): Statement {
  const head = nameSum(id, lane) + body.length * headNumbers.body
  const sums = [head, bytesSum(state), bytesSum(body)].map(String)
  const delay = String(wholeMs(delayMs))
  return {
    text: textOfOne,
    values: [virtualNow, writeName(id), writeName(lane), delay, Buffer.from(state), Buffer.from(body), ...sums],
  }
}
