import { grown } from './grown.ts'
import { TimingWheel } from './timing-wheel.ts'

const none = -1

/**
 * Who holds what until when. A token names one lease of one item and nothing else: places are used again, so it carries
 * the lease's serial number as well.
 */
export class LeaseTable {
  readonly #ends = new TimingWheel()
  #itemAt = new Int32Array(64)
  #serialAt = new Float64Array(64)
  readonly #freePlaces: number[] = []
  #places = 0
  #serials = 0

  get size(): number {
    return this.#ends.size
  }

  /** Leases an item and returns the token. */
  grant(item: number, untilMs: number): string {
    const place = this.#freePlaces.pop() ?? this.#places++
    this.#itemAt = grown(this.#itemAt, place)
    this.#serialAt = grown(this.#serialAt, place)
    this.#itemAt[place] = item
    const serial = ++this.#serials
    this.#serialAt[place] = serial
    this.#ends.insert(place, untilMs)
    return `${place}.${serial}`
  }

  /** The item while the lease lasts; -1 when it has ended by `nowMs` or never was. */
  find(token: string, nowMs: number): number {
    const place = this.#placeOf(token)
    return place === none || this.#ends.dueMsOf(place) <= nowMs ? none : (this.#itemAt[place] as number)
  }

  /** Ends a lease that {@link find} found. */
  end(token: string): void {
    const place = this.#placeOf(token)
    this.#ends.remove(place)
    this.#free(place)
  }

  /** Lets a lease that {@link find} found last until `untilMs`. */
  extend(token: string, untilMs: number): void {
    const place = this.#placeOf(token)
    this.#ends.remove(place)
    this.#ends.insert(place, untilMs)
  }

  /** Ends the earliest lease that is over by `nowMs` and returns its item; -1 when there is none. */
  popEnded(nowMs: number): number {
    const place = this.#ends.popDue(nowMs)
    if (place === none) return none
    this.#free(place)
    return this.#itemAt[place] as number
  }

  nextEndMs(): number | undefined {
    return this.#ends.nextDueMs()
  }

  #free(place: number): void {
    this.#serialAt[place] = 0
    this.#freePlaces.push(place)
  }

  #placeOf(token: string): number {
    const [place, serial] = token.split('.', 2).map(Number)
    if (place === undefined || serial === undefined || !(serial > 0)) return none
    return this.#serialAt[place] === serial && token === `${place}.${serial}` ? place : none
  }
}
