import { grown } from './grown.ts'
import { TimingWheel } from './timing-wheel.ts'

const none = -1
const zero = 0x30

/**
 * Leases of rows. A lease is a small number that is reused once it has ended. Its token also contains the number of the
 * claim that granted it, so that no other lease ever has the same token.
 */
export class LeaseTable {
  readonly #ends = new TimingWheel()
  #rowAt = new Int32Array(64)
  /** Number of the claim by lease; negative while the lease is suspended, 0 once it has ended. */
  #claimAt = new Float64Array(64)
  readonly #free: number[] = []
  #used = 0

  /** Leases a row and returns the token. Claims are numbered from 1; a store uses no number twice. */
  grant(row: number, claim: number, untilMs: number): string {
    const lease = this.#free.pop() ?? this.#used++
    if (lease >= this.#rowAt.length) this.#reserve(lease)
    this.#rowAt[lease] = row
    this.#claimAt[lease] = claim
    this.#ends.insert(lease, untilMs)
    return `${lease}.${claim}`
  }

  /** Lease of a token, or -1 if it is suspended, has ended by `nowMs` or never existed. */
  find(token: string, nowMs: number): number {
    const lease = this.#known(token)
    return lease !== none && (this.#claimAt[lease] as number) > 0 && this.endMsOf(lease) > nowMs ? lease : none
  }

  rowOf(lease: number): number {
    return this.#rowAt[lease] as number
  }

  /** When a lease ends or ended. */
  endMsOf(lease: number): number {
    return this.#ends.dueMsOf(lease)
  }

  /** Moves the end of a lease that lasts, or that is suspended. Returns false if it has ended by `nowMs` or never existed. */
  extend(token: string, nowMs: number, untilMs: number): boolean {
    const lease = this.#known(token)
    if (lease === none) return false
    const isSuspended = (this.#claimAt[lease] as number) < 0
    if (!isSuspended) {
      if (this.endMsOf(lease) <= nowMs) return false
      this.#ends.remove(lease)
    }
    this.#ends.insert(lease, untilMs)
    if (isSuspended) this.#ends.remove(lease)
    return true
  }

  /**
   * Suspends a lease while its store writes the settlement: it does not end, and `find` does not return it. Should the write
   * fail, the lease goes on, so that meanwhile it can be extended.
   */
  suspend(lease: number): void {
    this.#ends.remove(lease)
    this.#claimAt[lease] = -(this.#claimAt[lease] as number)
  }

  /** Resumes a suspended lease, with its former end or the one that it was extended to. */
  resume(lease: number): void {
    this.#claimAt[lease] = -(this.#claimAt[lease] as number)
    this.#ends.insert(lease, this.endMsOf(lease))
  }

  end(lease: number): void {
    if ((this.#claimAt[lease] as number) > 0) this.#ends.remove(lease)
    this.#release(lease)
  }

  /** Ends the earliest lease that is over by `nowMs`, or returns -1. Its row and end stay readable until the next grant. */
  popEnded(nowMs: number): number {
    const lease = this.#ends.popDue(nowMs)
    if (lease !== none) this.#release(lease)
    return lease
  }

  nextEndMs(): number | undefined {
    return this.#ends.nextDueMs()
  }

  /** Lease of a token, suspended or not, or -1. */
  #known(token: string): number {
    const dot = token.indexOf('.')
    const [lease, claim] = [wholeNumber(token, 0, dot), wholeNumber(token, dot + 1, token.length)]
    return claim > 0 && Math.abs(this.#claimAt[lease] ?? 0) === claim ? lease : none
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

/** Reads digits as the number that is written so; -1 for anything else. Every settlement reads a token. */
function wholeNumber(text: string, first: number, end: number): number {
  if (end <= first || (text.charCodeAt(first) === zero && end > first + 1)) return none
  let value = 0
  for (let at = first; at < end; at += 1) {
    const digit = text.charCodeAt(at) - zero
    if (!(digit >= 0 && digit <= 9)) return none
    value = value * 10 + digit
  }
  return Number.isSafeInteger(value) ? value : none
}
