import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../database/transaction.ts'
import { type Content, ContentReader, type WantedContents } from './read-contents.ts'

/** Items to hand out with one claim. */
export interface ClaimMessage extends WantedContents {
  readonly claim: number
  /**
   * Items whose last lease expired without an outcome, three numbers each: seq, deliveries so far, claim of that lease.
   */
  readonly lapsed: Float64Array
}

/** States and bodies: in one blob, or one by one if any of them is damaged. */
export type ClaimContents = Uint8Array<ArrayBuffer> | readonly Content[]

/**
 * Records which items are handed out, so that a crash counts as a delivery, and reads their states and bodies. The
 * record must survive the process but not a power loss, so it does not wait for a flush: the next write that needs one
 * brings it.
 */
export function claimReader(
  database: DatabaseSync,
  synchronous: 'full' | 'normal',
): (claim: ClaimMessage) => ClaimContents {
  const note = database.prepare('INSERT INTO claimed(claim, seqs) VALUES(?, ?)')
  const account = database.prepare(
    `UPDATE item SET deliveries = ?2, settled = ?3,
       head_sum = head_sum + (?2 - deliveries) * 5 + (CAST(?3 AS INTEGER) - settled) * 7 WHERE seq = ?1`,
  )
  const contents = new ContentReader(database)

  const noteClaim = ({ claim, seqs, lapsed }: ClaimMessage): void => {
    for (let at = 0; at < lapsed.length; at += 3)
      account.run(lapsed[at] as number, lapsed[at + 1] as number, lapsed[at + 2] as number)
    note.run(claim, new Uint8Array(seqs.buffer, seqs.byteOffset, seqs.byteLength))
  }

  return (message) => {
    if (synchronous === 'full') database.exec('PRAGMA synchronous = NORMAL')
    try {
      return inTransaction(database, () => {
        noteClaim(message)
        return contents.intact(message) ?? contents.each(message)
      })
    } finally {
      if (synchronous === 'full') database.exec('PRAGMA synchronous = FULL')
    }
  }
}
