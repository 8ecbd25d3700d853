import type { Settlement } from '@async-invoke/engine'
import type { Schedule } from '../schedule/schedule.ts'
import { type Added, putAdded } from './item-writes.ts'
import type { WriteProgram } from './write-program.ts'

/** A settlement on its way to the disk. */
export interface Change {
  readonly row: number
  readonly settlement: Settlement
  /** When the lease would have ended. */
  readonly untilMs: number
  /** When an item that is settled `again` is due. */
  readonly dueMs: number
  readonly outbox: readonly Added[]
}

export function delayOf(settlement: Settlement): number {
  return settlement.to === 'again' ? Math.max(0, settlement.delayMs) : 0
}

export function putChange(program: WriteProgram, schedule: Schedule, { row, settlement, dueMs, outbox }: Change): void {
  const seq = schedule.seq(row)
  if (settlement.to === 'done') {
    program.done(seq, schedule.bodyBytes(row))
    putAdded(program, schedule, outbox)
  } else if (settlement.to === 'again')
    program.again(seq, Math.ceil(dueMs), schedule.deliveries(row), schedule.claim(row), settlement.state)
  else program.release(seq, schedule.claim(row))
}

/** What the disk has, the schedule gets. */
export function carryOut(schedule: Schedule, { row, settlement, dueMs }: Change, nowMs: number): void {
  schedule.forgetClaim(row)
  if (settlement.to === 'done') schedule.remove(row)
  else if (settlement.to === 'release') schedule.handBack(row)
  else {
    schedule.reschedule(row, dueMs, settlement.state.length)
    schedule.wait(row, nowMs)
  }
}
