import type { QueueStore } from '../queue/queue-store.ts'
import type { CancelWake, Clock } from '../time/clock.ts'

/** Renews the leases of what is being carried out, at half their length, so that a long run is not handed out twice. */
export class LeaseKeeper {
  readonly #store: QueueStore
  readonly #clock: Clock
  readonly #leaseMs: number
  readonly #fault: (fault: unknown) => void
  readonly #tokens = new Set<string>()
  #cancelWake: CancelWake | undefined

  constructor(store: QueueStore, clock: Clock, leaseMs: number, fault: (fault: unknown) => void) {
    this.#store = store
    this.#clock = clock
    this.#leaseMs = leaseMs
    this.#fault = fault
  }

  hold(token: string): void {
    this.#tokens.add(token)
    this.#arm()
  }

  drop(token: string): void {
    this.#tokens.delete(token)
    if (this.#tokens.size > 0) return
    this.#cancelWake?.()
    this.#cancelWake = undefined
  }

  #arm(): void {
    if (this.#cancelWake !== undefined || this.#tokens.size === 0 || this.#store.extend === undefined) return
    this.#cancelWake = this.#clock.wakeAt(this.#clock.nowMs() + this.#leaseMs / 2, () => {
      this.#cancelWake = undefined
      this.#renew()
      this.#arm()
    })
  }

  /** A lease that cannot be renewed ends by itself; settling its item then answers `stale`. */
  #renew(): void {
    const tokens = [...this.#tokens]
    const { maxBatch = tokens.length } = this.#store.capabilities
    for (let first = 0; first < tokens.length; first += maxBatch)
      this.#store.extend?.(tokens.slice(first, first + maxBatch), this.#leaseMs).then(undefined, this.#fault)
  }
}
