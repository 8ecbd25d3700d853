/** Claims of one opening of the database; their numbers are told apart from those of every other opening. */
const claimsPerOpening = 2 ** 31

/** Which claims have items that are not settled: as long as one has, its note stays on disk. */
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

  /** One item of the claim is accounted for on disk. */
  account(claim: number): void {
    const left = (this.#unsettled.get(claim) ?? 1) - 1
    if (left > 0) this.#unsettled.set(claim, left)
    else {
      this.#unsettled.delete(claim)
      this.#finished.push(claim)
    }
  }

  /** Claims whose notes say nothing any more, to be dropped with the next write. */
  takeFinished(): readonly number[] {
    const finished = this.#finished
    this.#finished = []
    return finished
  }

  putBack(claims: readonly number[]): void {
    this.#finished.push(...claims)
  }
}
