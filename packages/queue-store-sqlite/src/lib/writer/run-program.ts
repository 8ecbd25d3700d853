import { bytesSum, damagedSum, nameSums } from '@async-invoke/engine/internal/item-sums'
import type { OpenedDatabase } from '../database/open-database.ts'
import { maxInlineBytes } from '../database/schema.ts'
import { inTransaction } from '../database/transaction.ts'
import { newHeadNumbers } from '../item-sums.ts'
import { type ErrorReport, reportOf } from '../store-error.ts'
import { operation, type ProgramMessage } from './write-program.ts'

/** Failed calls of a program by index; they had no effect, and all other calls are committed. */
export type FailedCalls = readonly (readonly [call: number, report: ErrorReport])[]

export type RunProgram = (program: ProgramMessage) => FailedCalls

/**
 * Runs all calls of a program in one transaction, with one flush. If that fails, runs each call in its own transaction,
 * so that a call that cannot be written does not fail the others.
 */
export function programRunner({ database, presence, tally, commitNumber }: OpenedDatabase, path: string): RunProgram {
  const addItem = database.prepare(
    `INSERT INTO item(seq, id, lane, due, deliveries, settled, body_bytes, state, body, head_sum, state_sum, body_sum)
     VALUES(?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?)`,
  )
  const nameSum = nameSums()
  const addBody = database.prepare('INSERT INTO body(seq, bytes) VALUES(?, ?)')
  const dropItem = database.prepare('DELETE FROM item WHERE seq = ?')
  const dropBody = database.prepare('DELETE FROM body WHERE seq = ?')
  const again = database.prepare(
    `UPDATE item SET due = ?2, deliveries = ?3, settled = ?4, state = ?5, state_sum = ?6,
       head_sum = head_sum + (CAST(?2 AS INTEGER) - due) * 3 + (?3 - deliveries) * 5 + (CAST(?4 AS INTEGER) - settled) * 7 WHERE seq = ?1`,
  )
  const release = database.prepare(
    'UPDATE item SET settled = ?2, head_sum = head_sum + (CAST(?2 AS INTEGER) - settled) * 7 WHERE seq = ?1',
  )
  const keepDamaged = database.prepare(
    `UPDATE item SET due = ?2, deliveries = ?3, settled = ?4, head_sum = ${damagedSum}, body_sum = ${damagedSum} WHERE seq = ?1`,
  )
  const redrive = database.prepare(
    `UPDATE item SET due = ?2, deliveries = 0, settled = max(settled, CAST(?3 AS INTEGER)),
       head_sum = head_sum + (CAST(?2 AS INTEGER) - due) * 3 - deliveries * 5 + (max(settled, CAST(?3 AS INTEGER)) - settled) * 7
     WHERE seq = ?1`,
  )
  const pauseLane = database.prepare('INSERT OR IGNORE INTO paused(lane) VALUES(?)')
  const resumeLane = database.prepare('DELETE FROM paused WHERE lane = ?')
  const dropClaim = database.prepare('DELETE FROM claimed WHERE claim = ?')

  const runCalls = ({ numbers, strings, bytes, ends }: ProgramMessage, first: number, end: number): void => {
    const endOf = (call: number, column: number): number => (call < 0 ? 0 : (ends[3 * call + column] as number))
    let [number, string, byte] = [endOf(first - 1, 0), endOf(first - 1, 1), endOf(first - 1, 2)]
    const lastNumber = endOf(end - 1, 0)
    const next = (): number => numbers[number++] as number
    const nextBytes = (length: number): Uint8Array => {
      byte += length
      return bytes.subarray(byte - length, byte)
    }
    while (number < lastNumber) {
      const code = next()
      const key = next()
      if (code === operation.add) {
        const [dueMs, stateBytes, bodyBytes] = [next(), next(), next()]
        const [id, lane] = [strings[string++] as string, strings[string++] as string]
        const [state, body] = [nextBytes(stateBytes), nextBytes(bodyBytes)]
        const inline = bodyBytes <= maxInlineBytes
        const head = nameSum(id, lane) + newHeadNumbers(key, dueMs, bodyBytes)
        addItem.run(key, id, lane, dueMs, bodyBytes, state, inline ? body : null, head, bytesSum(state), bytesSum(body))
        if (!inline) addBody.run(key, body)
        tally.added(key)
      } else if (code === operation.done) {
        // Counts even if the row has vanished: the item was handed out as damaged then, so its end is known.
        dropItem.run(key)
        tally.removed(key)
        if (next() > maxInlineBytes) dropBody.run(key)
      } else if (code === operation.again) {
        const [dueMs, deliveries, claim] = [next(), next(), next()]
        const state = nextBytes(next())
        again.run(key, dueMs, deliveries, claim, state, bytesSum(state))
      } else if (code === operation.release) release.run(key, next())
      else if (code === operation.keepDamaged) keepDamaged.run(key, next(), next(), next())
      else if (code === operation.redrive) redrive.run(key, next(), next())
      else if (code === operation.pause) (key === 1 ? pauseLane : resumeLane).run(strings[string++] as string)
      else dropClaim.run(key)
    }
  }

  const commit = (program: ProgramMessage, first: number, end: number): void => {
    presence.check()
    inTransaction(database, () => {
      tally.begin()
      runCalls(program, first, end)
      tally.write()
    })
    tally.committed()
    commitNumber.note(tally.values.commits)
  }

  return (program) => {
    const calls = program.ends.length / 3
    try {
      commit(program, 0, calls)
      return []
    } catch (error) {
      if (calls === 1) return [[0, reportOf(error, `cannot write ${path}`)]]
    }
    const failed: [number, ErrorReport][] = []
    for (let call = 0; call < calls; call += 1) {
      try {
        commit(program, call, call + 1)
      } catch (error) {
        failed.push([call, reportOf(error, `cannot write ${path}`)])
      }
    }
    return failed
  }
}
