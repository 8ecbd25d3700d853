import type { DatabaseSync } from 'node:sqlite'
import { mostInlineBytes } from '../database/schema.ts'
import { inTransaction } from '../database/transaction.ts'
import { type ErrorReport, reportOf } from '../store-error.ts'
import { operation, type ProgramMessage } from './write-program.ts'

/** Calls of a program that had no effect, by their index; all others are committed. */
export type FailedCalls = readonly (readonly [call: number, report: ErrorReport])[]

/** Carries out programs on one database. */
export type RunProgram = (program: ProgramMessage) => FailedCalls

/**
 * All calls of a program are one transaction, one flush. When that fails, each call is tried in a transaction of its
 * own, so that one that cannot be written takes no other with it.
 */
export function programRunner(database: DatabaseSync): RunProgram {
  const addItem = database.prepare(
    'INSERT INTO item(seq, id, lane, due, deliveries, settled, body_bytes, state, body) VALUES(?, ?, ?, ?, 0, 0, ?, ?, ?)',
  )
  const addBody = database.prepare('INSERT INTO body(seq, bytes) VALUES(?, ?)')
  const dropItem = database.prepare('DELETE FROM item WHERE seq = ?')
  const dropBody = database.prepare('DELETE FROM body WHERE seq = ?')
  const again = database.prepare('UPDATE item SET due = ?, deliveries = ?, settled = ?, state = ? WHERE seq = ?')
  const release = database.prepare('UPDATE item SET settled = ? WHERE seq = ?')
  const dropClaim = database.prepare('DELETE FROM claimed WHERE claim = ?')

  const runCalls = ({ numbers, strings, bytes, ends }: ProgramMessage, first: number, end: number): void => {
    const ended = (call: number, what: number): number => (call < 0 ? 0 : (ends[3 * call + what] as number))
    let [number, text, byte] = [ended(first - 1, 0), ended(first - 1, 1), ended(first - 1, 2)]
    const lastNumber = ended(end - 1, 0)
    const next = (): number => numbers[number++] as number
    const nextBytes = (length: number): Uint8Array => {
      byte += length
      return bytes.subarray(byte - length, byte)
    }
    while (number < lastNumber) {
      const what = next()
      const which = next()
      if (what === operation.add) {
        const [dueMs, stateBytes, bodyBytes] = [next(), next(), next()]
        const [id, lane] = [strings[text++] as string, strings[text++] as string]
        const [state, body] = [nextBytes(stateBytes), nextBytes(bodyBytes)]
        const inline = bodyBytes <= mostInlineBytes
        addItem.run(which, id, lane, dueMs, bodyBytes, state, inline ? body : null)
        if (!inline) addBody.run(which, body)
      } else if (what === operation.done) {
        dropItem.run(which)
        if (next() > mostInlineBytes) dropBody.run(which)
      } else if (what === operation.again) {
        const [dueMs, deliveries, claim] = [next(), next(), next()]
        again.run(dueMs, deliveries, claim, nextBytes(next()), which)
      } else if (what === operation.release) release.run(next(), which)
      else dropClaim.run(which)
    }
  }

  return (program) => {
    const calls = program.ends.length / 3
    try {
      inTransaction(database, () => runCalls(program, 0, calls))
      return []
    } catch (error) {
      if (calls === 1) return [[0, reportOf(error, 'cannot write')]]
    }
    const failed: [number, ErrorReport][] = []
    for (let call = 0; call < calls; call += 1) {
      try {
        inTransaction(database, () => runCalls(program, call, call + 1))
      } catch (error) {
        failed.push([call, reportOf(error, 'cannot write')])
      }
    }
    return failed
  }
}
