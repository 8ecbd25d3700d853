import type { Settlement } from '@async-invoke/engine'
import type { StoredItems } from '../schedule/stored-items.ts'
import { type Added, putAdded } from './item-writes.ts'
import type { WriteProgram } from './write-program.ts'

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
  if (settlement.to === 'done') {
    program.done(seq, items.bodyBytes(row))
    putAdded(program, items, outbox)
  } else if (settlement.to === 'again')
    program.again(seq, Math.ceil(dueMs), items.schedule.deliveries(row), items.claim(row), settlement.state)
  else program.release(seq, items.claim(row))
}

/** Applies a settlement to the schedule, once it is on disk. */
export function applyChange(items: StoredItems, { row, lease, settlement, dueMs }: Change, nowMs: number): void {
  items.schedule.leases.end(lease)
  items.forgetClaim(row)
  if (settlement.to === 'done') items.remove(row)
  else if (settlement.to === 'release') items.schedule.handBack(row)
  else {
    items.reschedule(row, dueMs, settlement.state.length)
    items.schedule.wait(row, nowMs)
  }
}
