import type { NewItem, Settlement } from '@async-invoke/engine'
import { bytesSum, damagedSum } from '@async-invoke/engine/internal/item-sums'
import type { Statement } from '../database/calls.ts'
import { intoPast } from '../schema/floors-functions.ts'
import { headNumbers } from '../schema/head-numbers.ts'
import { insertItems } from '../schema/insert-items.ts'
import { doneStep, kindOf, lasts } from '../schema/settle-function.ts'
import { ByteParts, numberArray, textArray } from './arrays.ts'
import { itemColumns, wholeMs } from './enqueue.ts'
import { leaseOf } from './tokens.ts'

/** The leases that are settled. */
const settlements = `clock as materialized (select async_invoke.now_ms($1::bigint) as now_ms),
settled as materialized (
  select u.* from unnest(($2::text)::text[], ($3::text)::bigint[], ($4::text)::integer[], ($5::text)::bigint[],
    ($6::text)::integer[], ($7::text)::integer[], ($8::text)::bigint[]
  ) with ordinality u(id, lease, kind, delay, state_at, state_length, state_sum, n)
)`

const textOfDone = 'select n from async_invoke.settle_done($1::bigint, ($2::text)::text[], ($3::text)::bigint[]) n'

const steps = {
  done: doneStep,
  again: `again as (
  update async_invoke.item i set
    lease = null, due = clock.now_ms + s.delay, visible = clock.now_ms + s.delay,
    state = substring($9::bytea from s.state_at for s.state_length), state_sum = s.state_sum,
    head_sum = i.head_sum + (clock.now_ms + s.delay - i.due) * ${headNumbers.due} + (clock.now_ms + s.delay - i.visible) * ${headNumbers.visible}
  from settled s, clock where s.kind = ${kindOf.again} and ${lasts} returning s.n
)`,
  release: `past as materialized (${intoPast}), release as (
  update async_invoke.item i set
    lease = null, visible = i.due, deliveries = i.deliveries - 1,
    head_sum = i.head_sum + (i.due - i.visible) * ${headNumbers.visible} - ${headNumbers.deliveries}
  from settled s, clock, past where s.kind = ${kindOf.release} and ${lasts} returning s.n
)`,
  outbox: `outbox as (
  ${insertItems(
    {
      ids: '$10',
      lanes: '$11',
      delays: '$12',
      states: '$13',
      stateLengths: '$14',
      bodies: '$15',
      bodyLengths: '$16',
      headSums: '$17',
      stateSums: '$18',
      bodySums: '$19',
      bytes: '$9',
    },
    'u.n in (select o.n from done join unnest(($20::text)::bigint[]) with ordinality o(settlement, n) on o.settlement = done.n)',
  )}
)`,
} as const

/**
 * Settles leases in one statement, with their outboxes; its rows are the numbers, from 1, of those that lasted.
 *
 * @param isDamaged - tells which tokens stand for a damaged item; it stays so over `again`
 */
export function settleStatement(
  given: readonly Settlement[],
  isDamaged: (token: string) => boolean,
  virtualNow: string | null,
): Statement {
  const parts = new ByteParts()
  const leases = given.map(({ token }) => leaseOf(token))
  const ids = textArray(leases.map(({ id }) => id))
  const numbers = numberArray(leases.map(({ lease }) => BigInt(lease)))
  if (given.every((settlement) => settlement.to === 'done' && (settlement.outbox ?? []).length === 0))
    return { text: textOfDone, values: [virtualNow, ids, numbers] }
  const again = given.map((settlement) => (settlement.to === 'again' ? settlement : undefined))
  const sumOf = (settlement: (typeof again)[number]): number => {
    if (settlement === undefined) return 0
    return isDamaged(settlement.token) ? damagedSum : bytesSum(settlement.state)
  }
  const outbox: NewItem[] = []
  const owners: number[] = []
  given.forEach((settlement, index) => {
    if (settlement.to !== 'done') return
    for (const item of settlement.outbox ?? []) {
      outbox.push(item)
      owners.push(index + 1)
    }
  })
  const values = [
    virtualNow,
    ids,
    numbers,
    numberArray(given.map(({ to }) => kindOf[to])),
    numberArray(again.map((settlement) => wholeMs(settlement?.delayMs ?? 0))),
    numberArray(again.map((settlement) => (settlement === undefined ? 0 : parts.add(settlement.state)))),
    numberArray(again.map((settlement) => settlement?.state.length ?? 0)),
    numberArray(again.map(sumOf)),
  ]
  const kinds = (['done', 'again', 'release'] as const).filter((kind) => given.some(({ to }) => to === kind))
  const used = [settlements, ...kinds.map((kind) => steps[kind])]
  if (outbox.length > 0) used.push(steps.outbox)
  const text = `with ${used.join(',\n')}\n${kinds.map((kind) => `select n from ${kind}`).join(' union all ')}`
  if (outbox.length === 0) return { text, values: kinds.includes('again') ? [...values, parts.joined()] : values }
  const columns = Object.values(itemColumns(outbox, parts))
  return { text, values: [...values, parts.joined(), ...columns, numberArray(owners)] }
}
