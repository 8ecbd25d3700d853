import type { Claim, Clock } from '@async-invoke/engine'
import type { Content } from '../contents/read-contents.ts'
import { splitContents } from '../contents/split-contents.ts'
import type { ClaimLedger } from '../schedule/claim-ledger.ts'
import type { StoredItems } from '../schedule/stored-items.ts'
import type { Writer } from './writer.ts'

export interface HandOutDependencies {
  readonly clock: Clock
  readonly items: StoredItems
  readonly writer: Writer
  readonly ledger: ClaimLedger
}

/** Hands rows out that were taken: notes the claim on disk, reads states and bodies, and leases the rows. */
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
    const sizes = items.sizes(rows)
    const message = {
      claim,
      seqs: Float64Array.from(rows, (row) => items.seq(row)),
      sizes,
      lapsed: Float64Array.from(numbersOfLapsed),
    }
    try {
      const { contents } = await writer.request({ type: 'claim', claim: message }, 'claimed')
      for (const row of lapsed) ledger.account(items.claim(row))
      ledger.open(claim, rows.length)
      const untilMs = clock.nowMs() + leaseMs
      const split = splitContents(contents, sizes)
      return rows.map((row, index) => this.#lease(row, claim, untilMs, split[index] as Content))
    } catch (error) {
      for (const row of rows.reverse()) items.schedule.handBack(row)
      throw error
    }
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
