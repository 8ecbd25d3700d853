import type { DatabaseSync } from 'node:sqlite'
import { bytesSum, damagedSum, nameSums } from '@async-invoke/engine/internal/item-sums'
import { newHeadNumbers } from '../item-sums.ts'
import { maxInlineBytes } from './schema.ts'
import type { Tally } from './tally.ts'
import { operation, type ProgramMessage } from './write-program.ts'

/** Items and claims that have ended already, by operations that are still to be applied: nothing is stored of them. */
export interface Ended {
  hasItem(seq: number): boolean
  /** Returns whether the item had ended, and forgets it. */
  takeItem(seq: number): boolean
  hasClaim(claim: number): boolean
  takeClaim(claim: number): boolean
}

const nothing = (): boolean => false
const noneEnded: Ended = { hasItem: nothing, takeItem: nothing, hasClaim: nothing, takeClaim: nothing }

export interface ApplierOptions {
  /** Names of the tables of items and bodies, where they are others than those of the schema. */
  readonly item?: string
  readonly body?: string
  /** True if operations may have been applied before: an item that is added replaces what is there. */
  readonly repeats?: boolean
}

/** Applies the calls of programs from `first` up to, excluding, `end`, in the transaction that is open. */
export type Apply = (program: ProgramMessage, first: number, end: number, ended?: Ended) => void

/** Prepares the statements of all operations. */
export function programApplier(database: DatabaseSync, tally: Tally, options: ApplierOptions = {}): Apply {
  const { item = 'item', body = 'body', repeats = false } = options
  const addItem = database.prepare(
    `INSERT INTO ${item}(seq, id, lane, due, deliveries, settled, body_bytes, state, body, head_sum, state_sum, body_sum)
     VALUES(?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?)`,
  )
  const nameSum = nameSums()
  const addBody = database.prepare(`INSERT INTO ${body}(seq, bytes) VALUES(?, ?)`)
  const dropItem = database.prepare(`DELETE FROM ${item} WHERE seq = ?`)
  const dropBody = database.prepare(`DELETE FROM ${body} WHERE seq = ?`)
  const again = database.prepare(
    `UPDATE ${item} SET due = ?2, deliveries = ?3, settled = ?4, state = ?5, state_sum = ?6,
       head_sum = head_sum + (CAST(?2 AS INTEGER) - due) * 3 + (?3 - deliveries) * 5 + (CAST(?4 AS INTEGER) - settled) * 7 WHERE seq = ?1`,
  )
  const release = database.prepare(
    `UPDATE ${item} SET settled = ?2, head_sum = head_sum + (CAST(?2 AS INTEGER) - settled) * 7 WHERE seq = ?1`,
  )
  const keepDamaged = database.prepare(
    `UPDATE ${item} SET due = ?2, deliveries = ?3, settled = ?4, head_sum = ${damagedSum}, body_sum = ${damagedSum} WHERE seq = ?1`,
  )
  const redrive = database.prepare(
    `UPDATE ${item} SET due = ?2, deliveries = 0, settled = max(settled, CAST(?3 AS INTEGER)),
       head_sum = head_sum + (CAST(?2 AS INTEGER) - due) * 3 - deliveries * 5 + (max(settled, CAST(?3 AS INTEGER)) - settled) * 7
     WHERE seq = ?1`,
  )
  const pauseLane = database.prepare('INSERT OR IGNORE INTO paused(lane) VALUES(?)')
  const resumeLane = database.prepare('DELETE FROM paused WHERE lane = ?')
  const noteClaim = database.prepare('INSERT OR REPLACE INTO claimed(claim, seqs) VALUES(?, ?)')
  const dropClaim = database.prepare('DELETE FROM claimed WHERE claim = ?')
  const lapse = database.prepare(
    `UPDATE ${item} SET deliveries = ?2, settled = ?3,
       head_sum = head_sum + (?2 - deliveries) * 5 + (CAST(?3 AS INTEGER) - settled) * 7 WHERE seq = ?1`,
  )

  return ({ numbers, strings, bytes, ends }, first, end, ended = noneEnded) => {
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
        tally.added(key)
        if (ended.hasItem(key)) {
          string += 2
          byte += stateBytes + bodyBytes
          continue
        }
        const [id, lane] = [strings[string++] as string, strings[string++] as string]
        const [state, body] = [nextBytes(stateBytes), nextBytes(bodyBytes)]
        const inline = bodyBytes <= maxInlineBytes
        const head = nameSum(id, lane) + newHeadNumbers(key, dueMs, bodyBytes)
        if (repeats) for (const drop of [dropItem, dropBody]) drop.run(key)
        addItem.run(key, id, lane, dueMs, bodyBytes, state, inline ? body : null, head, bytesSum(state), bytesSum(body))
        if (!inline) addBody.run(key, body)
      } else if (code === operation.done) {
        const bodyBytes = next()
        // Counts even if the row has vanished: the item was handed out as damaged then, so its end is known.
        tally.removed(key)
        if (ended.takeItem(key)) continue
        dropItem.run(key)
        if (bodyBytes > maxInlineBytes) dropBody.run(key)
      } else if (code === operation.again) {
        const [dueMs, deliveries, claim] = [next(), next(), next()]
        const state = nextBytes(next())
        if (!ended.hasItem(key)) again.run(key, dueMs, deliveries, claim, state, bytesSum(state))
      } else if (code === operation.release) release.run(key, next())
      else if (code === operation.keepDamaged) keepDamaged.run(key, next(), next(), next())
      else if (code === operation.redrive) redrive.run(key, next(), next())
      else if (code === operation.pause) (key === 1 ? pauseLane : resumeLane).run(strings[string++] as string)
      else if (code === operation.claim) {
        const count = next()
        const seqs = numbers.subarray(number, number + count)
        number += count
        if (!ended.hasClaim(key)) noteClaim.run(key, new Uint8Array(seqs.buffer, seqs.byteOffset, seqs.byteLength))
      } else if (code === operation.lapse) lapse.run(key, next(), next())
      else if (!ended.takeClaim(key)) dropClaim.run(key)
    }
  }
}
