import type { NewItem } from '@async-invoke/engine'
import { bytesSum, nameSums } from '@async-invoke/engine/internal/item-sums'
import type { Statement } from '../database/calls.ts'
import { headNumbers } from '../schema/head-numbers.ts'
import { ByteParts, numberArray, textArray } from './arrays.ts'
import { writeName } from './names.ts'

const nameSum = nameSums()

/** The columns of items as arrays, in the order of the parameters of `async_invoke.put`. */
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

const itemParameters = Array.from({ length: 11 }, (_, index) => `$${index + 2}`)
const text = `select id from async_invoke.put($1, ${itemParameters.join(', ')}) id`
/** The same for one item, which costs a server much less than lists of one. */
const textOfOne = 'select id from async_invoke.put_one($1, $2, $3, $4, $5, $6, $7, $8, $9) id'

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
