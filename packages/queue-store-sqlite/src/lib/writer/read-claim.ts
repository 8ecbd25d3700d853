import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../database/transaction.ts'
import { SqliteStoreError } from '../store-error.ts'

/** Items to hand out with one claim. */
export interface ClaimMessage {
  readonly claim: number
  readonly seqs: Float64Array
  /** Bytes of all states and bodies. */
  readonly byteCount: number
  /**
   * Items whose last lease expired without an outcome, three numbers each: seq, deliveries so far, claim of that lease.
   */
  readonly lapsed: Float64Array
}

/**
 * State and body of every requested item, concatenated into one blob: separate values would cost more than reading
 * them. `CROSS JOIN` keeps the order of the list; `||` and `group_concat` do not alter bytes.
 */
const readContents = `
  SELECT group_concat(item.seq) AS seqs, CAST(group_concat(
    coalesce(state, x'') || coalesce(body, (SELECT bytes FROM body WHERE body.seq = item.seq), x''), '') AS BLOB) AS bytes
  FROM json_each(?) AS requested CROSS JOIN item ON item.seq = requested.value`

/**
 * Records which items are handed out, so that a crash counts as a delivery, and reads their states and bodies. The
 * record must survive the process but not a power loss, so it does not wait for a flush: the next write that needs one
 * brings it.
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
    const requested = seqs.join()
    const found = read.get(`[${requested}]`)
    const bytes = found?.bytes as Uint8Array<ArrayBuffer>
    if (found?.seqs !== requested || bytes.length !== byteCount)
      throw new SqliteStoreError(
        'corrupt',
        `${seqs.length} items with ${byteCount} bytes are scheduled, but the database has ${bytes?.length ?? 0} bytes of them`,
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
