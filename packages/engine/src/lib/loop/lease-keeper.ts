import type { QueueStore } from '../queue/queue-store.ts'
import type { CancelWake, Clock } from '../time/clock.ts'

/** Renews the leases of claims in progress at half their length, so that the store does not hand out a long run again. */
export class LeaseKeeper {
  readonly #store: QueueStore
  readonly #clock: Clock
  readonly #leaseMs: number
  readonly #fault: (fault: unknown) => void
  /** End of each lease by token, as the store last confirmed it. */
  readonly #untilMs = new Map<string, number>()
  #cancelWake: CancelWake | undefined

  constructor(store: QueueStore, clock: Clock, leaseMs: number, fault: (fault: unknown) => void) {
    this.#store = store
    this.#clock = clock
    this.#leaseMs = leaseMs
    this.#fault = fault
  }

  hold(token: string): void {
    this.#untilMs.set(token, this.#clock.nowMs() + this.#leaseMs)
    this.#arm()
  }

  drop(token: string): void {
    this.#untilMs.delete(token)
    if (this.#untilMs.size > 0) return
    this.#cancelWake?.()
    this.#cancelWake = undefined
  }

  /** True if a held lease, renewals included, lasts for `ms` more. */
  lasts(token: string, ms: number): boolean {
    return this.#clock.nowMs() + ms < (this.#untilMs.get(token) ?? 0)
  }

  #arm(): void {
    if (this.#cancelWake !== undefined || this.#untilMs.size === 0 || this.#store.extend === undefined) return
    this.#cancelWake = this.#clock.wakeAt(this.#clock.nowMs() + this.#leaseMs / 2, () => {
      this.#cancelWake = undefined
      this.#renew()
      this.#arm()
    })
  }

  /** A lease that cannot be renewed simply ends; settling its item then returns `stale`. */
  #renew(): void {
    const tokens = [...this.#untilMs.keys()]
    const { maxBatch = tokens.length } = this.#store.capabilities
    for (let first = 0; first < tokens.length; first += maxBatch)
      this.#extend(tokens.slice(first, first + maxBatch)).then(undefined, this.#fault)
  }

  async #extend(tokens: readonly string[]): Promise<void> {
    // A lower bound: the store counts from when it gets the call.
    const untilMs = this.#clock.nowMs() + this.#leaseMs
    const results = (await this.#store.extend?.(tokens, this.#leaseMs)) ?? []
    tokens.forEach((token, index) => {
      if (results[index] === 'ok' && this.#untilMs.has(token)) this.#untilMs.set(token, untilMs)
    })
  }
}
