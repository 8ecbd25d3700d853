import type { Settlement } from '@async-invoke/engine'
import type { StoredItems } from '../schedule/stored-items.ts'
import type { WriteProgram } from '../tables/write-program.ts'
import { type Added, putAdded } from './item-writes.ts'

/** A settlement that is being written. */
export interface Change {
  readonly row: number
  /** Suspended until the write is done. */
  readonly lease: number
  readonly settlement: Settlement
  /** The due time of an item that is settled `again`. */
  readonly dueMs: number
  readonly outbox: readonly Added[]
}

export function delayOf(settlement: Settlement): number {
  return settlement.to === 'again' ? Math.max(0, settlement.delayMs) : 0
}

export function putChange(program: WriteProgram, items: StoredItems, { row, settlement, dueMs, outbox }: Change): void {
  const seq = items.seq(row)
  if (items.isDamaged(row)) putDamaged(program, items, { row, settlement, dueMs })
  else if (settlement.to === 'done') program.done(seq, items.bodyBytes(row))
  else if (settlement.to === 'again')
    program.again(seq, Math.ceil(dueMs), items.schedule.deliveries(row), items.claim(row), settlement.state)
  else program.release(seq, items.claim(row))
  putAdded(program, items, outbox)
}

/**
 * Leaves a large body where it is: its pages may be listed wrongly, and freeing them could free the pages of another item.
 */
function putDamaged(
  program: WriteProgram,
  items: StoredItems,
  { row, settlement, dueMs }: Pick<Change, 'row' | 'settlement' | 'dueMs'>,
): void {
  const [seq, deliveries] = [items.seq(row), items.schedule.deliveries(row)]
  if (settlement.to === 'done') program.done(seq, 0)
  else program.keepDamaged(seq, Math.ceil(dueMs), deliveries - (settlement.to === 'again' ? 0 : 1), items.claim(row))
}

/** Applies a settlement to the schedule, once it is on disk. */
export function applyChange(items: StoredItems, { row, lease, settlement, dueMs }: Change, nowMs: number): void {
  items.schedule.leases.end(lease)
  items.forgetClaim(row)
  if (settlement.to === 'done') items.remove(row)
  else if (settlement.to === 'release') items.schedule.handBack(row)
  else {
    // The bytes of a damaged item stay as they are.
    const bytes = items.isDamaged(row) ? items.bytes(row) - items.bodyBytes(row) : settlement.state.length
    items.reschedule(row, dueMs, bytes)
    items.schedule.wait(row, nowMs)
  }
}
