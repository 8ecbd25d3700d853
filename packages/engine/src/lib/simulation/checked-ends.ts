import type { CheckedItem } from './checked-store.ts'
import type { History } from './history.ts'

type Items = ReadonlyMap<string, CheckedItem>

/** Checks the final state, after the end of the faults, when nothing is left in the queue. */
export function checkEnds(items: Items, confirmed: ReadonlySet<string>, events: number, history: History): void {
  if (confirmed.size < events) history.violation(`${events - confirmed.size} events were never confirmed`)
  for (const id of confirmed)
    if (items.get(id)?.done !== 1) history.violation(`${id} was confirmed and is no item that ended`)
  for (const item of items.values()) {
    if (item.done !== 1) history.violation(`${item.id} was accepted and ended ${item.done} times`)
    if (/^r-\d+$/.test(item.id) && !item.quarantined) checkRoutes(item, items, history)
  }
}

/** Every function has both destinations and a dead-letter target: an event leads to OnSuccess or to the other two. */
function checkRoutes({ id, outbox, succeeded }: CheckedItem, items: Items, history: History): void {
  const routes = outbox.map((itemId) => itemId.slice(id.length + 1)).join()
  if (routes !== 'OnSuccess' && routes !== 'DeadLetter,OnFailure')
    history.violation(`${id} led to ${routes || 'nothing'}`)
  if (routes === 'OnSuccess' && !succeeded) history.violation(`${id} led to OnSuccess, and no run of it succeeded`)
  for (const itemId of outbox) if (items.get(itemId)?.done !== 1) history.violation(`${itemId} did not end once`)
}
