import { setImmediate } from 'node:timers'
import type { QueueStore } from '../queue/queue-store.ts'
import type { CancelWake, Clock } from '../time/clock.ts'

/** A claim in progress. */
export interface Held {
  /** Aborted when the lease is lost, and when the engine stops. */
  readonly signal: AbortSignal
  /** True once the lease has been lost: the item may have another owner. */
  readonly isLost: boolean
  /** End of the lease, as the store last confirmed it. */
  readonly untilMs: number
  /** True if the lease, renewals included, lasts for `ms` more. */
  lasts(ms: number): boolean
  /** Notes that the lease has ended, or cannot be kept. */
  lose(): void
  /**
   * True while a call is in flight that may itself end the lease. Meanwhile a lease that seems to have ended is not lost: the store
   * may have taken the call, and may answer a renewal first.
   */
  isEnding: boolean
  /** Ends the renewals, once the claim is settled. */
  drop(): void
}

export interface LeaseKeeperOptions {
  readonly store: QueueStore
  readonly clock: Clock
  readonly leaseMs: number
  readonly fault: (fault: unknown) => void
}

class Lease implements Held {
  readonly token: string
  untilMs: number
  isLost = false
  isEnding = false
  /** Created when the signal is first read: hardly any attempt looks at it. */
  #controller: AbortController | undefined
  #aborted: { readonly reason: unknown } | undefined
  readonly #keeper: LeaseKeeper
  readonly #lost: () => void

  constructor(keeper: LeaseKeeper, token: string, untilMs: number, lost: () => void) {
    this.#keeper = keeper
    this.token = token
    this.untilMs = untilMs
    this.#lost = lost
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#aborted !== undefined) this.#controller.abort(this.#aborted.reason)
    }
    return this.#controller.signal
  }

  lasts(ms: number): boolean {
    return !this.isLost && this.#keeper.nowMs() + ms < this.untilMs
  }

  lose(): void {
    if (this.isLost || this.isEnding) return
    this.isLost = true
    this.#lost()
    this.abort(new Error('the lease was lost: another engine may run the event'))
  }

  abort(reason: unknown): void {
    this.#aborted ??= { reason }
    this.#controller?.abort(reason)
  }

  drop(): void {
    this.#keeper.forget(this)
  }
}

/**
 * Renews the leases of claims in progress at a third of their length. A lease that the store has ended, or that could not be
 * renewed in time, is lost: its attempt is aborted before another engine can claim the item.
 */
export class LeaseKeeper {
  readonly #options: LeaseKeeperOptions
  readonly #leases = new Map<string, Lease>()
  #cancelWake: CancelWake | undefined
  #renewAtMs = Number.NEGATIVE_INFINITY
  /** True while leases that seem to have ended wait for answers that have arrived already. */
  #isChecking = false
  /** A lease that ends within this time and is not renewed is given up. */
  readonly #marginMs: number
  #stopped: { readonly reason: unknown } | undefined

  constructor(options: LeaseKeeperOptions) {
    this.#options = options
    this.#marginMs = Math.max(1, Math.floor(options.leaseMs / 10))
  }

  nowMs(): number {
    return this.#options.clock.nowMs()
  }

  /** @param lost - called once, when the lease is lost */
  hold(token: string, lost: () => void): Held {
    const lease = new Lease(this, token, this.nowMs() + this.#options.leaseMs, lost)
    if (this.#stopped !== undefined) lease.abort(this.#stopped.reason)
    this.#leases.set(token, lease)
    this.#arm()
    return lease
  }

  /** Aborts every claim in progress, and those to come. */
  abortAll(reason: unknown): void {
    this.#stopped = { reason }
    for (const lease of this.#leases.values()) lease.abort(reason)
  }

  forget({ token }: Lease): void {
    this.#leases.delete(token)
    if (this.#leases.size > 0) return
    this.#cancelWake?.()
    this.#cancelWake = undefined
  }

  /** Wakes at the next renewal, or when the first lease is about to end. */
  #arm(): void {
    if (this.#cancelWake !== undefined || this.#leases.size === 0) return
    const { clock, leaseMs, store } = this.#options
    const nowMs = clock.nowMs()
    if (this.#renewAtMs <= nowMs) this.#renewAtMs = nowMs + Math.max(1, Math.floor(leaseMs / 3))
    let atMs = store.extend === undefined ? Number.POSITIVE_INFINITY : this.#renewAtMs
    for (const { untilMs, isLost } of this.#leases.values())
      if (!isLost && !this.#isChecking) atMs = Math.min(atMs, Math.max(nowMs + 1, untilMs - this.#marginMs))
    if (atMs === Number.POSITIVE_INFINITY) return
    this.#cancelWake = clock.wakeAt(atMs, () => {
      this.#cancelWake = undefined
      if (clock.nowMs() >= this.#renewAtMs) this.#renew()
      this.#checkSoon()
      this.#arm()
    })
  }

  #renew(): void {
    const { store, fault } = this.#options
    const held = [...this.#leases.values()].filter(({ isLost }) => !isLost)
    const { maxBatch = held.length } = store.capabilities
    // A part of the store that does not answer costs the leases of no other.
    const parts = new Map<string, Lease[]>()
    for (const lease of held) {
      const part = store.partOf?.(lease) ?? ''
      const leases = parts.get(part)
      if (leases === undefined) parts.set(part, [lease])
      else leases.push(lease)
    }
    for (const leases of parts.values())
      for (let first = 0; first < leases.length; first += maxBatch)
        this.#extend(leases.slice(first, first + maxBatch)).then(undefined, fault)
  }

  async #extend(leases: readonly Lease[]): Promise<void> {
    const { store, leaseMs } = this.#options
    if (store.extend === undefined) return
    // A lower bound: the store counts from when it gets the call.
    const untilMs = this.nowMs() + leaseMs
    const results = await store.extend(
      leases.map(({ token }) => token),
      leaseMs,
    )
    leases.forEach((lease, index) => {
      if (this.#leases.get(lease.token) !== lease) return
      if (results[index] === 'stale') lease.lose()
      else if (results[index] === 'ok') lease.untilMs = Math.max(lease.untilMs, untilMs)
    })
  }

  /**
   * Loses the leases that are about to end, after answers that have arrived meanwhile: a held clock may have jumped over many
   * renewals. Until then only renewals are due, or a lease that no answer can reach would be looked at in every millisecond.
   */
  #checkSoon(): void {
    if (this.#isChecking) return
    this.#isChecking = true
    setImmediate(() => {
      this.#isChecking = false
      for (const lease of this.#leases.values()) if (!lease.lasts(this.#marginMs)) lease.lose()
      this.#cancelWake?.()
      this.#cancelWake = undefined
      this.#arm()
    })
  }
}
