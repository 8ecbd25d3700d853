import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import type { Claim, ClaimQuery } from '@async-invoke/engine'
import { bytesSum } from '@async-invoke/engine/internal/item-sums'
import type { Bodies } from '../bodies/bodies.ts'
import { isStored } from '../bodies/stored-body.ts'
import type { Sender } from '../messages/sender.ts'
import type { SqsQueue } from '../queues/sqs-queue.ts'
import { SqsStoreError } from '../store-error.ts'
import { HeldMessages, Room } from './held-messages.ts'
import type { Leases } from './leases.ts'
import { Poller } from './poller.ts'
import { deliveriesOf, type Received } from './received.ts'

/** How long a claim waits for a poll that has not answered. The poll goes on, and its messages wake the engine. */
const claimWaitMs = 250
/** How long a message is held whose lane has no budget, and how long it then stays away. */
const holdMs = 5_000
/** Pause before the next look at a body that could not be read. */
const unreadBodySeconds = 5
/** Of a lease, the part that an engine keeps in reserve: a lease that is shorter by no more needs no extension. */
const reserve = 0.1

export interface ClaimerOptions {
  readonly queues: readonly SqsQueue[]
  readonly leases: Leases
  readonly sender: Sender
  readonly bodies: Bodies | undefined
  readonly pollMs: number
  readonly nowMs: () => number
  readonly onArrival: () => void
  readonly onError: (error: SqsStoreError) => void
  readonly inBackground: (call: Promise<unknown>) => void
}

/** Takes messages out of the queues, and out of what was received before. */
export class Claimer {
  readonly #options: ClaimerOptions
  readonly #held = new HeldMessages()
  readonly #pollers: readonly Poller[]
  readonly #waiting = new Set<() => void>()
  #timer: NodeJS.Timeout | undefined
  /** Number of claims under way: they may still take what is held. */
  #claims = 0

  constructor(options: ClaimerOptions) {
    this.#options = options
    this.#pollers = options.queues.map(
      (queue) =>
        new Poller({
          ...{ queue, nowMs: options.nowMs, waitSeconds: Math.floor(options.pollMs / 1_000) },
          onReceived: (messages) => this.#received(messages),
        }),
    )
  }

  /** Number of messages that were received and not handed out. */
  get held(): number {
    return this.#held.size
  }

  /** @throws {@link SqsStoreError} if no queue answers */
  async claim(query: ClaimQuery): Promise<{ readonly claims: readonly Claim[]; readonly mayHaveMore: boolean }> {
    const { leases, nowMs } = this.#options
    leases.sweep(nowMs())
    this.#putBackOld()
    const room = new Room(query)
    let taken = this.#held.take(room)
    this.#claims += 1
    try {
      if (room.items > 0 && query.signal?.aborted !== true)
        taken = [...taken, ...(await this.#takeNew(taken, room, query))]
    } finally {
      this.#claims -= 1
    }
    const mayHaveMore = room.items < 1 || this.#pollers.some(({ mayHaveMore }) => mayHaveMore)
    return { claims: await this.#handOut(taken, query.leaseMs), mayHaveMore }
  }

  /** Takes what the polls bring, beside what was taken already. */
  async #takeNew(
    taken: readonly Received[],
    room: Room,
    { leaseMs, signal }: ClaimQuery,
  ): Promise<readonly Received[]> {
    const polls = this.poll(room.items, leaseMs)
    if (this.#options.pollMs === 0) await polls
    // Lanes without budget are waiting: those that have it wake the engine.
    else if (taken.length === 0 && this.#held.size === 0) await this.#firstOf(polls, signal)
    const taking = this.#held.take(room)
    if (taken.length === 0 && taking.length === 0) await this.#throwIfEnded(polls)
    return taking
  }

  /** Begins a poll of every queue that is not polled. Resolves when all have ended, with the errors of those that failed. */
  async poll(want: number, leaseMs: number): Promise<readonly SqsStoreError[]> {
    const polls = this.#pollers.map((poller) => {
      const room = Math.min(want, this.#held.roomOf(poller.queue))
      return room > 0 ? poller.poll(room, leaseMs) : undefined
    })
    return (await Promise.all(polls)).filter((error) => error !== undefined)
  }

  /** Ends the polls, and puts back what was not claimed. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await Promise.all(this.#pollers.map((poller) => poller.stop()))
    this.#held.forgetEnded(this.#options.nowMs())
    await this.#putBack(this.#held.takeOlder(Number.POSITIVE_INFINITY), 0)
  }

  #received(messages: readonly Received[]): void {
    this.#held.add(messages)
    this.#watch()
    for (const wake of this.#waiting) wake()
    this.#options.onArrival()
  }

  /** Looks later at what is held then, should no claim come. */
  #watch(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      if (this.#claims === 0) this.#putBackOld()
      if (this.#held.size > 0) this.#watch()
    }, holdMs + 100).unref()
  }

  /** Waits for messages, the end of the polls, the end of the engine, or a moment. */
  async #firstOf(polls: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => ended(), claimWaitMs)
      const ended = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(ended)
        signal?.removeEventListener('abort', ended)
        resolve()
      }
      this.#waiting.add(ended)
      signal?.addEventListener('abort', ended, { once: true })
      void polls.then(ended)
    })
  }

  async #throwIfEnded(polls: Promise<readonly SqsStoreError[]>): Promise<void> {
    const errors = await Promise.race([
      polls,
      new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined))),
    ])
    if (errors !== undefined && errors.length === this.#pollers.length && errors[0] !== undefined) throw errors[0]
  }

  async #handOut(taken: readonly Received[], leaseMs: number): Promise<readonly Claim[]> {
    const claims = await Promise.all(taken.map((each) => this.#claimOf(each, leaseMs)))
    return claims.filter((claim) => claim !== undefined)
  }

  async #claimOf(each: Received, leaseMs: number): Promise<Claim | undefined> {
    const { leases, nowMs } = this.#options
    const { queue, receipt, message } = each
    try {
      if (each.untilMs - nowMs() < leaseMs * (1 - reserve)) {
        const seconds = Math.ceil(leaseMs / 1_000)
        if ((await queue.changeVisibility(receipt, seconds)) === 'stale') return undefined
        each.untilMs = nowMs() + seconds * 1_000
      }
      const { body, isDamaged } = await this.#bodyOf(each)
      const token = leases.add(each, this.#options.queues.indexOf(queue), body, isDamaged)
      const { id, lane, state } = message
      const claim = { token, id, lane, state, body, deliveries: deliveriesOf(each) }
      return isDamaged ? { ...claim, damaged: true } : claim
    } catch {
      // Reported. If this fails too, the lease ends by itself.
      this.#options.inBackground(queue.changeVisibility(receipt, unreadBodySeconds))
      return undefined
    }
  }

  async #bodyOf({ message: { body, isDamaged } }: Received): Promise<{ body: Uint8Array; isDamaged: boolean }> {
    if (!isStored(body)) return { body, isDamaged }
    const { bodies, onError } = this.#options
    const nothing = { body: new Uint8Array(), isDamaged: true }
    if (isDamaged) return nothing
    if (bodies === undefined) {
      const error = new SqsStoreError('no-body', 'an item has its body in a bucket, and this store was given none')
      onError(error)
      throw error
    }
    try {
      const read = await bodies.get(body.key)
      return { body: read, isDamaged: read.length !== body.bytes || bytesSum(read) !== body.sum }
    } catch (error) {
      if (!(error instanceof SqsStoreError && error.code === 'no-body')) throw error
      return nothing
    }
  }

  #putBackOld(): void {
    const nowMs = this.#options.nowMs()
    this.#held.forgetEnded(nowMs)
    const old = this.#held.takeOlder(nowMs - holdMs)
    if (old.length > 0) this.#options.inBackground(this.#putBack(old, holdMs))
  }

  /**
   * Puts messages back as if they had not been received: SQS would count them as handed out, and an engine takes an item for
   * poison that was handed out often without an outcome.
   */
  async #putBack(messages: readonly Received[], delayMs: number): Promise<void> {
    await Promise.all(
      messages.map(async (each) => {
        const { queue, receipt, message } = each
        try {
          const { body, isDamaged } = await this.#bodyOf(each)
          if (isDamaged) await queue.changeVisibility(receipt, Math.ceil(delayMs / 1_000))
          else {
            await this.#options.sender.send({ ...message, delayMs, body }, deliveriesOf(each) - 1)
            await queue.delete(receipt)
            // After its lease the message may live on, under another receipt.
            const isGone = each.untilMs > this.#options.nowMs()
            if (isStored(message.body) && isGone) await this.#options.bodies?.delete(message.body.key)
          }
        } catch {
          // Reported. Its lease ends by itself.
        }
      }),
    )
  }
}
