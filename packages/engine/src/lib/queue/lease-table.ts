import { grown } from './grown.ts'
import { TimingWheel } from './timing-wheel.ts'

const none = -1

/**
 * Which row is leased until when. A lease is a small number that is used again when it has ended; its token also carries
 * the number of the claim that it was granted in, so that a token names one lease and nothing else.
 */
export class LeaseTable {
  readonly #ends = new TimingWheel()
  #rowAt = new Int32Array(64)
  /** Number of the claim; negative while the lease is suspended, 0 when it has ended. */
  #claimAt = new Float64Array(64)
  readonly #free: number[] = []
  #used = 0

  /** Leases a row and returns the token. Claims are numbered from 1, and a store never uses a number twice. */
  grant(row: number, claim: number, untilMs: number): string {
    const lease = this.#free.pop() ?? this.#used++
    if (lease >= this.#rowAt.length) this.#reserve(lease)
    this.#rowAt[lease] = row
    this.#claimAt[lease] = claim
    this.#ends.insert(lease, untilMs)
    return `${lease}.${claim}`
  }

  /** The lease of a token; -1 when it is suspended, has ended by `nowMs` or never was. */
  find(token: string, nowMs: number): number {
    const [lease, claim] = token.split('.', 2).map(Number)
    if (lease === undefined || claim === undefined || !(claim > 0)) return none
    if (this.#claimAt[lease] !== claim || token !== `${lease}.${claim}`) return none
    return this.#ends.dueMsOf(lease) > nowMs ? lease : none
  }

  rowOf(lease: number): number {
    return this.#rowAt[lease] as number
  }

  /** When a lease ends, or did. */
  endMsOf(lease: number): number {
    return this.#ends.dueMsOf(lease)
  }

  extend(lease: number, untilMs: number): void {
    this.#ends.remove(lease)
    this.#ends.insert(lease, untilMs)
  }

  /** Keeps a lease from ending and from being found, while its store writes how it was settled. */
  suspend(lease: number): void {
    this.#ends.remove(lease)
    this.#claimAt[lease] = -(this.#claimAt[lease] as number)
  }

  /** The lease lasts as long as before it was suspended. */
  resume(lease: number): void {
    this.#claimAt[lease] = -(this.#claimAt[lease] as number)
    this.#ends.insert(lease, this.endMsOf(lease))
  }

  end(lease: number): void {
    if ((this.#claimAt[lease] as number) > 0) this.#ends.remove(lease)
    this.#release(lease)
  }

  /** Ends the earliest lease that is over by `nowMs`; its row and end can be read until the next one is granted. */
  popEnded(nowMs: number): number {
    const lease = this.#ends.popDue(nowMs)
    if (lease !== none) this.#release(lease)
    return lease
  }

  nextEndMs(): number | undefined {
    return this.#ends.nextDueMs()
  }

  #release(lease: number): void {
    this.#claimAt[lease] = 0
    this.#free.push(lease)
  }

  #reserve(lease: number): void {
    this.#rowAt = grown(this.#rowAt, lease)
    this.#claimAt = grown(this.#claimAt, lease)
  }
}
