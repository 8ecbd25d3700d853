import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../database/transaction.ts'
import { SqliteStoreError } from '../store-error.ts'

/** Items to hand out under the number `claim`. */
export interface ClaimMessage {
  readonly claim: number
  readonly seqs: Float64Array
  /** What they hold together. */
  readonly byteCount: number
  /** Items among them whose last lease ended without an outcome: seq, deliveries so far, claim of that lease. */
  readonly lapsed: Float64Array
}

/**
 * State and body of every item asked for, one after the other as one blob: a value of its own for each would cost more
 * than reading it. `CROSS JOIN` keeps the order of the list; `||` and `group_concat` leave bytes as they are.
 */
const readContents = `
  SELECT group_concat(item.seq) AS seqs, CAST(group_concat(
    coalesce(state, x'') || coalesce(body, (SELECT bytes FROM body WHERE body.seq = item.seq), x''), '') AS BLOB) AS bytes
  FROM json_each(?) AS asked CROSS JOIN item ON item.seq = asked.value`

/**
 * Notes who is handed out, so that a crash counts as a delivery, and reads what they hold: state and body of each, one
 * after the other. The note has to survive the process and not the power, so no flush is waited for: one comes with the
 * next write that needs it.
 */
export function claimReader(
  database: DatabaseSync,
  synchronous: 'full' | 'normal',
): (claim: ClaimMessage) => Uint8Array<ArrayBuffer> {
  const note = database.prepare('INSERT INTO claimed(claim, seqs) VALUES(?, ?)')
  const account = database.prepare('UPDATE item SET deliveries = ?, settled = ? WHERE seq = ?')
  const read = database.prepare(readContents)

  const noteClaim = ({ claim, seqs, lapsed }: ClaimMessage): void => {
    for (let at = 0; at < lapsed.length; at += 3)
      account.run(lapsed[at + 1] as number, lapsed[at + 2] as number, lapsed[at] as number)
    note.run(claim, new Uint8Array(seqs.buffer, seqs.byteOffset, seqs.byteLength))
  }

  const contentsOf = ({ seqs, byteCount }: ClaimMessage): Uint8Array<ArrayBuffer> => {
    const asked = seqs.join()
    const found = read.get(`[${asked}]`)
    const bytes = found?.bytes as Uint8Array<ArrayBuffer>
    if (found?.seqs !== asked || bytes.length !== byteCount)
      throw new SqliteStoreError(
        'corrupt',
        `${seqs.length} items with ${byteCount} bytes are scheduled, and the database has ${bytes?.length ?? 0} bytes of them`,
      )
    return bytes
  }

  return (message) => {
    if (synchronous === 'full') database.exec('PRAGMA synchronous = NORMAL')
    try {
      return inTransaction(database, () => {
        noteClaim(message)
        return contentsOf(message)
      })
    } finally {
      if (synchronous === 'full') database.exec('PRAGMA synchronous = FULL')
    }
  }
}
