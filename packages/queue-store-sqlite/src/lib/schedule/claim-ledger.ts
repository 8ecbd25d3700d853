/** Claim numbers per opening of the database, so that the numbers of two openings never collide. */
const claimsPerOpening = 2 ** 31

/** Tracks which claims have unsettled items. The note of a claim stays on disk as long as it has one. */
export class ClaimLedger {
  #last: number
  readonly #unsettled = new Map<number, number>()
  #finished: number[] = []

  constructor(opening: number) {
    this.#last = opening * claimsPerOpening
  }

  next(): number {
    this.#last += 1
    return this.#last
  }

  open(claim: number, items: number): void {
    this.#unsettled.set(claim, items)
  }

  /** Records that the outcome of one item of the claim is on disk. */
  account(claim: number): void {
    const left = (this.#unsettled.get(claim) ?? 1) - 1
    if (left > 0) this.#unsettled.set(claim, left)
    else {
      this.#unsettled.delete(claim)
      this.#finished.push(claim)
    }
  }

  /** Takes the claims whose notes are obsolete; the next write drops them. */
  takeFinished(): readonly number[] {
    const finished = this.#finished
    this.#finished = []
    return finished
  }

  putBack(claims: readonly number[]): void {
    this.#finished.push(...claims)
  }
}
