import { randomUUID } from 'node:crypto'
import type {
  ClaimAnswer,
  ClaimQuery,
  EnqueueResult,
  NewItem,
  QueueStoreCapabilities,
  QueueStoreStats,
  Settlement,
  SettleResult,
} from '@async-invoke/engine'
import { WakeUps } from '@async-invoke/engine/schedule'
import type { Bodies } from './bodies/bodies.ts'
import { Claimer } from './claims/claimer.ts'
import { Leases } from './claims/leases.ts'
import { RecentlySent } from './messages/recently-sent.ts'
import { Sender } from './messages/sender.ts'
import type { SqsQueue } from './queues/sqs-queue.ts'
import { Settler } from './settling/settler.ts'
import { failedCall, SqsStoreError, tookNothing } from './store-error.ts'
import type { SqsStore } from './store-types.ts'

/** When to ask again where SQS does not say: an engine asks as often anyway. */
const nextMs = 1_000
/** Of messages that are received before the first claim. */
const firstLeaseMs = 30_000
const firstWant = 10

export interface OpenSqsStoreOptions {
  readonly queues: readonly SqsQueue[]
  readonly queuesOf: (lane: string) => readonly number[]
  readonly maxMessageBytes: number
  readonly bodies: Bodies | undefined
  readonly fairQueues: boolean
  readonly pollMs: number
  readonly nowMs: () => number
  readonly onError: (error: SqsStoreError) => void
}

/** The port over calls of SQS. */
export class OpenSqsStore implements SqsStore {
  readonly capabilities: QueueStoreCapabilities
  readonly onWake?: (listener: () => void) => () => void
  readonly #options: OpenSqsStoreOptions
  readonly #leases = new Leases(randomUUID())
  readonly #sender: Sender
  readonly #claimer: Claimer
  readonly #settler: Settler
  readonly #recentlySent = new RecentlySent()
  readonly #wakeUps = new WakeUps()
  readonly #background = new Set<Promise<unknown>>()
  readonly #signals = new WeakSet<AbortSignal>()
  #closed = false

  constructor(options: OpenSqsStoreOptions) {
    this.#options = options
    const inBackground = (call: Promise<unknown>): void => this.#inBackground(call)
    this.#sender = new Sender(options)
    const shared = { ...options, leases: this.#leases, sender: this.#sender, inBackground }
    this.#claimer = new Claimer({ ...shared, onArrival: () => this.#wakeUps.wake() })
    this.#settler = new Settler(shared)
    this.capabilities = {
      ...{ durability: 'power', clock: 'injected', shared: true, maxBodyBytes: this.#sender.maxBodyBytes },
      ...{ maxBatch: 100, coalescesCalls: true, laneLimits: 'none', admin: false },
      ...{ fencing: false, order: 'none', turns: false, idempotentEnqueue: false, atomicSettle: false },
      ...{ exactNext: false, countsReleases: true, delayStepMs: 1_000, maxDelayMs: 900_000 },
    }
    if (options.pollMs > 0) this.onWake = (listener) => this.#listen(listener)
  }

  enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]> {
    return this.#whileOpen('cannot queue items', () => this.#enqueueAll(items))
  }

  async #enqueueAll(items: readonly NewItem[]): Promise<readonly EnqueueResult[]> {
    const answers = await Promise.all(items.map((item) => this.#enqueue(item)))
    const results: EnqueueResult[] = []
    const sent: string[] = []
    let unknown: SqsStoreError | undefined
    answers.forEach((answer, index) => {
      if (answer instanceof SqsStoreError) unknown = answer
      else results.push(answer)
      if (answer === 'accepted') sent.push(items[index]?.id ?? '')
    })
    if (unknown === undefined) return results
    // The engine repeats the whole call: what was sent is not sent again.
    for (const id of sent) this.#recentlySent.add(id)
    throw unknown
  }

  claim(query: ClaimQuery): Promise<ClaimAnswer> {
    return this.#whileOpen('cannot claim items', () => this.#claim(query))
  }

  async #claim(query: ClaimQuery): Promise<ClaimAnswer> {
    const { nowMs } = this.#options
    if (query.max < 1) return this.#answerWithoutClaims()
    this.#stopWith(query.signal)
    const { claims, mayHaveMore } = await this.#claimer.claim(query)
    return { claims, nowMs: nowMs(), nextInMs: mayHaveMore ? 0 : nextMs }
  }

  settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]> {
    return this.#whileOpen('cannot settle items', () => this.#settler.settle(settlements))
  }

  extend(tokens: readonly string[], leaseMs: number): Promise<readonly SettleResult[]> {
    return this.#whileOpen('cannot extend leases', () => this.#extend(tokens, leaseMs))
  }

  #extend(tokens: readonly string[], leaseMs: number): Promise<readonly SettleResult[]> {
    const { queues, nowMs } = this.#options
    const seconds = Math.max(1, Math.ceil(leaseMs / 1_000))
    return Promise.all(
      tokens.map(async (token) => {
        const lease = this.#leases.get(token)
        if (lease === undefined) {
          const other = this.#leases.otherHandle(token)
          return (await queues[other?.queue ?? -1]?.changeVisibility(other?.receipt ?? '', seconds)) ?? 'stale'
        }
        if (lease.untilMs <= nowMs()) return 'stale'
        // Its message may be gone at this moment.
        if (lease.settling !== 'no') return 'ok'
        const untilMs = nowMs() + seconds * 1_000
        const result = await lease.queue.changeVisibility(lease.receipt, seconds)
        if (result === 'ok') lease.untilMs = Math.max(lease.untilMs, untilMs)
        return result
      }),
    )
  }

  stats(): Promise<QueueStoreStats> {
    return this.#whileOpen('cannot count items', () => this.#count())
  }

  async #count(): Promise<QueueStoreStats> {
    const counts = await Promise.all(
      this.#options.queues.map((queue) =>
        queue.attributes([
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesDelayed',
          'ApproximateNumberOfMessagesNotVisible',
        ]),
      ),
    )
    const sum = (name: keyof (typeof counts)[number]): number =>
      counts.reduce((total, count) => total + Number(count[name] ?? 0), 0)
    const { held } = this.#claimer
    return {
      ready: sum('ApproximateNumberOfMessages') + held,
      delayed: sum('ApproximateNumberOfMessagesDelayed'),
      leased: Math.max(0, sum('ApproximateNumberOfMessagesNotVisible') - held),
      approximate: true,
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#claimer.stop()
    while (this.#background.size > 0) await Promise.all(this.#background)
  }

  async #enqueue(item: NewItem): Promise<EnqueueResult | SqsStoreError> {
    if (this.#recentlySent.take(item.id)) return 'accepted'
    try {
      return (await this.#sender.send(item)) === 'sent' ? 'accepted' : 'too-large'
    } catch (cause) {
      const error = failedCall('cannot queue an item', cause)
      return tookNothing(error) ? 'unavailable' : error
    }
  }

  async #answerWithoutClaims(): Promise<ClaimAnswer> {
    const { ready, delayed, leased } = await this.#count()
    const answer = { claims: [], nowMs: this.#options.nowMs() }
    if (ready > 0) return { ...answer, nextInMs: 0 }
    return delayed + leased > 0 ? { ...answer, nextInMs: nextMs } : answer
  }

  /** Ends the polls once the engine stops. */
  #stopWith(signal: AbortSignal | undefined): void {
    if (signal === undefined || this.#signals.has(signal)) return
    this.#signals.add(signal)
    signal.addEventListener('abort', () => this.#inBackground(this.#claimer.stop()), { once: true })
  }

  #listen(listener: () => void): () => void {
    this.#inBackground(this.#claimer.poll(firstWant, firstLeaseMs))
    return this.#wakeUps.add(listener)
  }

  /** Notes a call that closing waits for. Its failure is reported, or is its caller's. */
  #inBackground(call: Promise<unknown>): void {
    const ended: Promise<unknown> = Promise.allSettled([call]).then(() => this.#background.delete(ended))
    this.#background.add(ended)
  }

  /** Makes a call unless the store is closed; closing waits for it. */
  async #whileOpen<Result>(action: string, call: () => Promise<Result>): Promise<Result> {
    if (this.#closed) throw new SqsStoreError('closed', `${action}: the store is closed`)
    const result = call()
    this.#inBackground(result)
    return result
  }
}
