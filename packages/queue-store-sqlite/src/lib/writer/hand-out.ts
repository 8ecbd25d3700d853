import type { Claim, Clock } from '@async-invoke/engine'
import type { ClaimLedger } from '../schedule/claim-ledger.ts'
import type { StoredItems } from '../schedule/stored-items.ts'
import type { Content } from './read-contents.ts'
import { splitContents } from './split-contents.ts'
import type { Writer } from './writer.ts'

export interface HandOutDependencies {
  readonly clock: Clock
  readonly items: StoredItems
  readonly writer: Writer
  readonly ledger: ClaimLedger
}

/**
 * Hands rows out that were taken: notes the claim on disk, reads the states and bodies that are not kept in memory, and leases the
 * rows.
 */
export class HandOut {
  readonly #dependencies: HandOutDependencies

  constructor(dependencies: HandOutDependencies) {
    this.#dependencies = dependencies
  }

  /** Returns the claims of rows; hands the rows back if that fails. */
  async lease(rows: number[], leaseMs: number): Promise<readonly Claim[]> {
    const { clock, items, writer, ledger } = this.#dependencies
    const claim = ledger.next()
    // Items whose last lease expired without an outcome: record that delivery on the item.
    const lapsed = rows.filter((row) => items.claim(row) !== 0)
    const numbersOfLapsed = lapsed.flatMap((row) => [
      items.seq(row),
      items.schedule.deliveries(row) - 1,
      items.claim(row),
    ])
    const kept = this.#takeKept(rows)
    const unread = rows.filter((row) => !kept.has(row))
    const wanted = { seqs: this.#seqs(unread), sizes: items.sizes(unread) }
    const message = { claim, seqs: this.#seqs(rows), wanted, lapsed: Float64Array.from(numbersOfLapsed) }
    try {
      const { contents } = await writer.request({ type: 'claim', claim: message }, 'claimed')
      for (const row of lapsed) ledger.account(items.claim(row))
      ledger.open(claim, rows.length)
      const untilMs = clock.nowMs() + leaseMs
      const read = splitContents(contents, wanted.sizes).values()
      return rows.map((row) => this.#lease(row, claim, untilMs, kept.get(row) ?? (read.next().value as Content)))
    } catch (error) {
      for (const row of rows.reverse()) items.schedule.handBack(row)
      throw error
    }
  }

  /** Copies the contents that are kept into one buffer, as those that are read come. */
  #takeKept(rows: readonly number[]): Map<number, Content> {
    const { items } = this.#dependencies
    const found: number[] = []
    const views: Uint8Array[] = []
    let size = 0
    for (const row of rows) {
      const view = items.kept.take(items.seq(row), items.bytes(row))
      if (view === undefined) continue
      found.push(row)
      views.push(view)
      size += view.length
    }
    const bytes = new Uint8Array(size)
    let end = 0
    for (const view of views) {
      bytes.set(view, end)
      end += view.length
    }
    const contents = splitContents(bytes, items.sizes(found))
    return new Map(found.map((row, index) => [row, contents[index] as Content]))
  }

  #seqs(rows: readonly number[]): Float64Array {
    return Float64Array.from(rows, (row) => this.#dependencies.items.seq(row))
  }

  #lease(row: number, claim: number, untilMs: number, { state, body, damaged }: Content): Claim {
    const { items } = this.#dependencies
    const { schedule } = items
    items.noteClaim(row, claim)
    if (damaged) items.noteDamage(row)
    const token = schedule.leases.grant(row, claim, untilMs)
    const [id, lane, deliveries] = [schedule.id(row), schedule.lane(row), schedule.deliveries(row)]
    const leased = { token, id, lane, state, body, deliveries }
    return items.isDamaged(row) ? { ...leased, damaged: true } : leased
  }
}
