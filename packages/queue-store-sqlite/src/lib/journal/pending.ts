import { bytesSum } from '@async-invoke/engine/internal/item-sums'
import type { Ended } from '../tables/apply-program.ts'
import { operation, type ProgramMessage, visitOperations } from '../tables/write-program.ts'
import { type RecentBytes, RecentItems, recent } from './recent-items.ts'

/** Where the state and the body of an item are in the journal. */
export interface PendingItem {
  readonly state: RecentBytes
  /** `undefined` if the body is in the database. */
  readonly body: RecentBytes | undefined
}

/** What the journal has that is not applied to the database yet: contents of items, and items and claims that have ended. */
export class Pending implements Ended {
  readonly #added = new RecentItems()
  /** States of items that were added before. */
  readonly #states = new Map<number, RecentBytes>()
  readonly #claims = new Set<number>()
  readonly #endedClaims = new Set<number>()
  #liveBytes = 0

  /** Bytes of states and bodies that the database will get, unless their items end before. */
  get liveBytes(): number {
    return this.#liveBytes
  }

  /**
   * For transactions after each of which the database must be complete: everything is stored, also what has ended already. Such an
   * item is forgotten here, since its end must remove it from the database, whenever that is applied.
   */
  readonly exactly: Ended = {
    hasItem: (seq) => this.takeItem(seq) && false,
    takeItem: (seq) => this.takeItem(seq) && false,
    hasClaim: (claim) => this.takeClaim(claim) && false,
    takeClaim: (claim) => this.takeClaim(claim) && false,
  }

  /** Where the bytes of an item are, if they are newer than the database. */
  find(seq: number): PendingItem | undefined {
    const kind = this.#added.kindOf(seq)
    if (kind === recent.added) return { state: this.#added.stateOf(seq), body: this.#added.bodyOf(seq) }
    const state = kind === recent.retried ? this.#added.stateOf(seq) : this.#states.get(seq)
    return state && { state, body: undefined }
  }

  hasItem(seq: number): boolean {
    return this.#added.kindOf(seq) === recent.ended
  }

  takeItem(seq: number): boolean {
    if (!this.hasItem(seq)) return false
    this.#added.setKind(seq, recent.none)
    return true
  }

  hasClaim(claim: number): boolean {
    return this.#endedClaims.has(claim)
  }

  takeClaim(claim: number): boolean {
    return this.#endedClaims.delete(claim)
  }

  /** Notes a program that was written to the journal; its contents begin at this position. */
  add(program: ProgramMessage, position: number): void {
    const { numbers, bytes } = program
    const part = (from: number, length: number): RecentBytes => {
      return { at: position + from, length, sum: bytesSum(bytes.subarray(from, from + length)) }
    }
    visitOperations(program, (code, key, first, byte) => {
      if (code === operation.add) {
        const [stateBytes, bodyBytes] = [numbers[first + 3] as number, numbers[first + 4] as number]
        this.#added.add(key, part(byte, stateBytes), part(byte + stateBytes, bodyBytes))
        this.#liveBytes += bytesOfItem + stateBytes + bodyBytes
      } else if (code === operation.done) this.#change(key, () => this.#end(key))
      else if (code === operation.again) {
        const state = part(byte, numbers[first + 5] as number)
        this.#change(key, () => {
          if (this.#added.kindOf(key) === recent.none) this.#states.set(key, state)
          else this.#added.setState(key, state)
        })
      } else if (code === operation.claim) this.#claims.add(key)
      else if (code === operation.dropClaim && this.#claims.delete(key)) this.#endedClaims.add(key)
    })
  }

  #end(seq: number): void {
    const kind = this.#added.kindOf(seq)
    if (kind === recent.added) this.#added.setKind(seq, recent.ended)
    else if (kind === recent.retried) this.#added.setKind(seq, recent.none)
    else this.#states.delete(seq)
  }

  /** Forgets a program that was applied to the database; its contents began at this position. */
  remove(program: ProgramMessage, position: number): void {
    visitOperations(program, (code, key, _, byte) => {
      if (code === operation.claim) this.#claims.delete(key)
      if (code === operation.add || code === operation.again)
        this.#change(key, () => this.#forget(key, position + byte, code === operation.add))
    })
  }

  /** Forgets the state at a position, and the body that was added with it. */
  #forget(seq: number, stateAt: number, isAdded: boolean): void {
    const kind = this.#added.kindOf(seq)
    if (kind === recent.added || kind === recent.retried) {
      if (this.#added.stateOf(seq).at === stateAt) this.#added.setKind(seq, recent.none)
      else if (isAdded) this.#added.setKind(seq, recent.retried)
    } else if (this.#states.get(seq)?.at === stateAt) this.#states.delete(seq)
  }

  #change(seq: number, change: () => void): void {
    const before = bytesOf(this.find(seq))
    change()
    this.#liveBytes += bytesOf(this.find(seq)) - before
  }
}

/** What an item takes in the database beside its state and body. */
const bytesOfItem = 128

const bytesOf = (item: PendingItem | undefined): number =>
  item === undefined ? 0 : bytesOfItem + item.state.length + (item.body?.length ?? 0)
