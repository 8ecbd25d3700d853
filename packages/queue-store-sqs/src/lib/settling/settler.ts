import type { NewItem, Settlement, SettleResult } from '@async-invoke/engine'
import type { Bodies } from '../bodies/bodies.ts'
import type { Lease, Leases } from '../claims/leases.ts'
import type { Sender } from '../messages/sender.ts'
import type { SqsQueue } from '../queues/sqs-queue.ts'
import { failedCall, SqsStoreError } from '../store-error.ts'

export interface SettlerOptions {
  readonly queues: readonly SqsQueue[]
  readonly leases: Leases
  readonly sender: Sender
  readonly bodies: Bodies | undefined
  readonly nowMs: () => number
  /** Notes a call that goes on after its settlement. */
  readonly inBackground: (call: Promise<unknown>) => void
}

/**
 * Settles leases. What takes an item's place is sent before its message is deleted, so that a crash between the two repeats
 * it and never loses it.
 */
export class Settler {
  readonly #options: SettlerOptions

  constructor(options: SettlerOptions) {
    this.#options = options
  }

  /** @throws {@link SqsStoreError} if one of them failed; the repeated call finds the others settled */
  async settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]> {
    const { leases } = this.#options
    const settled = await Promise.allSettled(settlements.map((settlement) => this.#settle(settlement)))
    const failed = settled.find(({ status }) => status === 'rejected')
    settled.forEach((result, index) => {
      const { token = '' } = settlements[index] ?? {}
      const lease = leases.get(token)
      if (lease === undefined || result.status === 'rejected' || result.value === 'stale') return
      if (failed === undefined) leases.delete(token)
      else lease.settling = 'done'
    })
    if (failed?.status === 'rejected') throw failed.reason
    return settled.map((result) => (result.status === 'fulfilled' ? result.value : 'stale'))
  }

  async #settle(settlement: Settlement): Promise<SettleResult> {
    const { leases, nowMs } = this.#options
    const lease = leases.get(settlement.token)
    if (lease === undefined) return this.#settleForOther(settlement)
    if (lease.settling === 'done') return 'ok'
    if (lease.settling === 'yes' || lease.untilMs <= nowMs()) return 'stale'
    lease.settling = 'yes'
    try {
      const result = await this.#carryOut(settlement, lease)
      // The call that has several of one token answers for the first.
      if (result === 'stale') lease.settling = 'no'
      return result
    } catch (error) {
      lease.settling = 'no'
      throw failedCall('cannot settle an item', error)
    }
  }

  async #carryOut(settlement: Settlement, lease: Lease): Promise<SettleResult> {
    const { queue, receipt, id, lane, deliveries, body, isDamaged } = lease
    switch (settlement.to) {
      case 'release':
        return queue.changeVisibility(receipt, 0)
      case 'again': {
        const { delayMs, state } = settlement
        if (isDamaged) return queue.changeVisibility(receipt, Math.ceil(delayMs / 1_000))
        await this.#sendOnce([{ id, lane, delayMs, state, body }], lease.sent, deliveries)
        break
      }
      case 'done':
        await this.#sendOnce(settlement.outbox ?? [], lease.sent, 0)
    }
    await queue.delete(receipt)
    // After its lease the message may live on, under another receipt; a lifecycle rule removes what is left.
    if (lease.untilMs > this.#options.nowMs()) this.#dropBody(lease.key)
    return 'ok'
  }

  /** Settles a lease that another handle has given. Only that one knows the item. */
  async #settleForOther(settlement: Settlement): Promise<SettleResult> {
    const { leases, queues } = this.#options
    const other = leases.otherHandle(settlement.token)
    const queue = other && queues[other.queue]
    if (other === undefined || queue === undefined) return 'stale'
    if (settlement.to === 'again')
      throw new SqsStoreError(
        'unknown-claim',
        'only the handle that has claimed an item can put it back with a new state',
      )
    if (settlement.to === 'release') return queue.changeVisibility(other.receipt, 0)
    await this.#sendOnce(settlement.outbox ?? [], new Set(), 0)
    await queue.delete(other.receipt)
    return 'ok'
  }

  async #sendOnce(items: readonly NewItem[], sent: Set<string>, deliveries: number): Promise<void> {
    await Promise.all(
      items
        .filter(({ id }) => !sent.has(id))
        .map(async (item) => {
          if ((await this.#options.sender.send(item, deliveries)) === 'too-large')
            throw new SqsStoreError('too-large', tooLarge(item, this.#options.sender.maxBodyBytes))
          sent.add(item.id)
        }),
    )
  }

  #dropBody(key: string | undefined): void {
    const { bodies, inBackground } = this.#options
    if (key !== undefined && bodies !== undefined) inBackground(bodies.delete(key))
  }
}

function tooLarge({ id, body }: NewItem, maxBodyBytes: number): string {
  return `the item ${id.slice(0, 100)} has ${body.length} bytes, and a message takes ${maxBodyBytes}: give the store a bucket for bodies`
}
