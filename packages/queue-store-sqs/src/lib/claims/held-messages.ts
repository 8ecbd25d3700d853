import type { ClaimQuery } from '@async-invoke/engine'
import { BudgetLeft } from '@async-invoke/engine/schedule'
import { isStored } from '../bodies/stored-body.ts'
import type { SqsQueue } from '../queues/sqs-queue.ts'
import { foreignLane, type Received } from './received.ts'

/** Messages of one queue that may be held. While there are as many, the queue is left alone. */
const maxHeld = 100

/** What one claim may still take. */
export class Room {
  items: number
  readonly #budget: BudgetLeft
  #bytes: number
  #isFirst = true

  constructor({ max, maxBytes = Number.POSITIVE_INFINITY, budget }: ClaimQuery) {
    this.items = max
    this.#bytes = maxBytes
    this.#budget = new BudgetLeft(budget)
  }

  /** True if there is room for the message, which then is taken. A message that is no item belongs to no lane's budget. */
  takes({ message: { lane, state, body } }: Received): boolean {
    const isForeign = lane === foreignLane
    if (this.items < 1 || !(isForeign || this.#budget.has(lane))) return false
    const bytes = state.length + (isStored(body) ? body.bytes : body.length)
    if (bytes > this.#bytes && !this.#isFirst) return false
    this.items -= 1
    this.#bytes -= bytes
    this.#isFirst = false
    if (!isForeign) this.#budget.take(lane)
    return true
  }
}

/** Messages that have been received and not handed out: their lanes have no budget at the moment, or no claim was waiting. */
export class HeldMessages {
  #held: Received[] = []

  get size(): number {
    return this.#held.length
  }

  add(messages: readonly Received[]): void {
    this.#held.push(...messages)
  }

  /** Forgets what SQS may have shown to others again: putting it back would make two of one item. */
  forgetEnded(nowMs: number): void {
    if (this.#held.some(({ untilMs }) => untilMs <= nowMs))
      this.#held = this.#held.filter(({ untilMs }) => untilMs > nowMs)
  }

  take(room: Room): readonly Received[] {
    const taken: Received[] = []
    this.#held = this.#held.filter((each) => {
      if (!room.takes(each)) return true
      taken.push(each)
      return false
    })
    return taken
  }

  /** Takes out what has been held since before a moment. */
  takeOlder(thanMs: number): readonly Received[] {
    const old = this.#held.filter(({ sinceMs }) => sinceMs <= thanMs)
    if (old.length > 0) this.#held = this.#held.filter(({ sinceMs }) => sinceMs > thanMs)
    return old
  }

  /** How many more messages of a queue may be held. */
  roomOf(queue: SqsQueue): number {
    return maxHeld - this.#held.filter((each) => each.queue === queue).length
  }
}
