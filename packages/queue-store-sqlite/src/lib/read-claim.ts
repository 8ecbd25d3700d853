import type { DatabaseSync } from 'node:sqlite'
import { mostInlineBytes } from './schema.ts'
import { inTransaction } from './transaction.ts'

/** Items to hand out under the number `claim`. */
export interface ClaimMessage {
  readonly claim: number
  readonly seqs: Float64Array
  /** Items among them whose last lease ended without an outcome: seq, deliveries so far, claim of that lease. */
  readonly lapsed: Float64Array
}

/** State and body of each item of a claim, one after the other in `bytes`. */
export interface ClaimContent {
  /** Where the state of each item ends, and its body. */
  readonly ends: Float64Array
  readonly bytes: Uint8Array
}

const none = new Uint8Array()

/**
 * Notes who is handed out, so that a crash counts as a delivery, and reads what they hold. The note has to survive the
 * process and not the power, so no flush is waited for: one comes with the next write that needs it.
 */
export function claimReader(
  database: DatabaseSync,
  synchronous: 'full' | 'normal',
): (claim: ClaimMessage) => ClaimContent {
  const note = database.prepare('INSERT INTO claimed(claim, seqs) VALUES(?, ?)')
  const account = database.prepare('UPDATE item SET deliveries = ?, settled = ? WHERE seq = ?')
  const readItem = database.prepare('SELECT state, body, body_bytes FROM item WHERE seq = ?')
  const readBody = database.prepare('SELECT bytes FROM body WHERE seq = ?')

  const noteClaim = ({ claim, seqs, lapsed }: ClaimMessage): void => {
    inTransaction(database, () => {
      for (let at = 0; at < lapsed.length; at += 3)
        account.run(lapsed[at + 1] as number, lapsed[at + 2] as number, lapsed[at] as number)
      note.run(claim, new Uint8Array(seqs.buffer, seqs.byteOffset, seqs.byteLength))
    })
  }

  return (message) => {
    const parts: Uint8Array[] = []
    let size = 0
    for (const seq of message.seqs) {
      const item = readItem.get(seq)
      if (item === undefined) throw new Error(`item ${seq} is scheduled and not in the database`)
      const state = (item.state ?? none) as Uint8Array
      const inline = (item.body_bytes as number) <= mostInlineBytes
      const body = (inline ? item.body : readBody.get(seq)?.bytes) ?? none
      if (!(body instanceof Uint8Array)) throw new Error(`the body of item ${seq} is no blob`)
      parts.push(state, body)
      size += state.length + body.length
    }
    if (synchronous === 'full') database.exec('PRAGMA synchronous = NORMAL')
    try {
      noteClaim(message)
    } finally {
      if (synchronous === 'full') database.exec('PRAGMA synchronous = FULL')
    }
    return joined(parts, size)
  }
}

function joined(parts: readonly Uint8Array[], size: number): ClaimContent {
  const bytes = new Uint8Array(size)
  const ends = new Float64Array(parts.length)
  let at = 0
  for (const [index, part] of parts.entries()) {
    bytes.set(part, at)
    at += part.length
    ends[index] = at
  }
  return { ends, bytes }
}
