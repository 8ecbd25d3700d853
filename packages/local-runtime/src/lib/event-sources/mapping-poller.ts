import type { Clock } from '@async-invoke/engine'
import type { Message } from '@aws-sdk/client-sqs'
import type { EventSourceMapping } from '../registry/event-source-mappings.ts'
import type { BatchRunner } from './batch-runner.ts'
import { splitBySize } from './batch-size.ts'
import { createMessageFilter } from './message-filter.ts'
import { Rest } from './rest.ts'
import type { SourceQueue } from './source-queue.ts'
import { type SqsRecord, toSqsRecord } from './sqs-record.ts'

/** Number of batches that run at the same time without a limit of the mapping, as Lambda's pollers start (ESM-7). */
const startingConcurrency = 5
/** Wall time between two looks into an empty queue where the clock is not the machine's. */
const lookAgainMs = 100
/** Wall time after a failed request to SQS. */
const afterFaultMs = 1_000
/** Time on the clock between two attempts at a run for which no slot is free (ESM-8). */
const throttleMs = 1_000

export interface PollerDependencies {
  readonly queue: SourceQueue
  readonly runner: Pick<BatchRunner, 'hasTarget' | 'run'>
  readonly clock: Clock
  readonly region: string
  /** Whether the clock is the machine's, by which the queue hides its messages. */
  readonly isLive: boolean
  readonly onFault: (fault: unknown) => void
  /** Called when a batch has ended: its run may have sent messages to any queue. */
  readonly onBatchEnded: () => void
  /** Called when there is nothing to do before time passes or a message arrives. */
  readonly onQuiet: () => void
}

/**
 * Polls the queue of one mapping, and runs its function with batches. It reads the mapping before every poll, so that a change
 * holds from the next batch on.
 */
export class MappingPoller {
  readonly #dependencies: PollerDependencies
  readonly #mapping: () => EventSourceMapping | undefined
  readonly #abort = new AbortController()
  readonly #rest: Rest
  /** Messages that were received and neither deleted nor returned. */
  readonly #taken = new Map<string, Message>()
  readonly #batches = new Set<Promise<void>>()
  /** Times on the clock at which something comes due. */
  readonly #dues = new Set<{ readonly atMs: number }>()
  /** Runs and requests in progress, without waits. */
  #busy = 0
  #generation = 1
  #quietSince = 0
  #polling: Promise<void>

  constructor(mapping: () => EventSourceMapping | undefined, dependencies: PollerDependencies) {
    this.#mapping = mapping
    this.#dependencies = dependencies
    this.#rest = new Rest(dependencies.clock)
    this.#polling = this.#poll()
  }

  /** Whether nothing can happen before time passes: the queue was found empty after the last {@link stir}. */
  get quiet(): boolean {
    return this.#busy === 0 && this.#quietSince >= this.#generation
  }

  /** When the next wait for the clock ends: of a window, of messages that come back, of a run without a slot. */
  get nextDueAtMs(): number {
    return Math.min(...[...this.#dues].map(({ atMs }) => atMs))
  }

  /** Looks into the queue again: something may have been sent to it. */
  stir(): void {
    this.#generation += 1
    this.#rest.end()
  }

  /** Stops polling, and resolves once the running batches have ended. */
  async drain(): Promise<void> {
    this.#abort.abort()
    this.#rest.end()
    await this.#polling
    while (this.#batches.size > 0) await Promise.all(this.#batches)
    await this.#return([...this.#taken.values()])
  }

  get #stopped(): boolean {
    return this.#abort.signal.aborted
  }

  async #poll(): Promise<void> {
    while (!this.#stopped) {
      const mapping = this.#mapping()
      if (mapping === undefined) return
      const generation = this.#generation
      const { runner, onFault } = this.#dependencies
      const limit = mapping.maxConcurrency ?? startingConcurrency
      if (this.#batches.size >= limit || !runner.hasTarget(mapping)) {
        this.#noteQuiet(generation)
        await this.#rest.for(lookAgainMs)
        continue
      }
      try {
        const messages = await this.#collect(mapping)
        // What a window had collected when the poller was stopped goes back to the queue.
        if (messages.length > 0 && !this.#stopped) this.#start(mapping, messages)
      } catch (fault) {
        if (this.#stopped) return
        onFault(fault)
        // A queue that cannot be read holds up nobody's time.
        this.#noteQuiet(generation)
        await this.#rest.for(afterFaultMs)
      }
    }
  }

  /** Receives a batch: what one look finds, and with a window more until the batch is full or the window over (ESM-3). */
  async #collect({ batchSize, windowSeconds }: EventSourceMapping): Promise<readonly Message[]> {
    const messages = [...(await this.#receive(batchSize, Number.POSITIVE_INFINITY))]
    const { clock } = this.#dependencies
    const endMs = clock.nowMs() + windowSeconds * 1_000
    if (messages.length === 0) return messages
    return this.#untilDue(endMs, async () => {
      while (messages.length < batchSize && !this.#stopped) {
        const leftMs = endMs - clock.nowMs()
        if (leftMs <= 0) break
        messages.push(...(await this.#receive(batchSize - messages.length, leftMs)))
      }
      return messages
    })
  }

  /** Receives messages, or waits for some, up to `waitMs` on the clock. */
  async #receive(max: number, waitMs: number): Promise<readonly Message[]> {
    const { queue, isLive, clock } = this.#dependencies
    const generation = this.#generation
    const untilMs = clock.nowMs() + waitMs
    const waitSeconds = isLive ? Math.min(20, Math.max(1, Math.ceil(waitMs / 1_000))) : 0
    const received = await queue.receive({ max, waitSeconds, hide: !isLive, signal: this.#abort.signal })
    for (const message of received) this.#taken.set(message.MessageId ?? '', message)
    if (received.length === 0) {
      this.#noteQuiet(generation)
      if (!isLive) await this.#rest.for(lookAgainMs, untilMs)
    }
    return received
  }

  #noteQuiet(generation: number): void {
    this.#quietSince = Math.max(this.#quietSince, generation)
    if (this.quiet) this.#dependencies.onQuiet()
  }

  #start(mapping: EventSourceMapping, messages: readonly Message[]): void {
    const { region, clock } = this.#dependencies
    const source = { queueArn: mapping.queueArn, region, hasWindow: mapping.windowSeconds > 0 }
    const byId = new Map(messages.map((message) => [message.MessageId ?? '', message]))
    const records = messages.map((message) => toSqsRecord(message, source))
    const wanted = records.filter(createMessageFilter(mapping.filters))
    const unwanted = records.filter((record) => !wanted.includes(record))
    const receivedAtMs = clock.nowMs()
    const messagesOf = (some: readonly SqsRecord[]): readonly Message[] =>
      some.flatMap(({ messageId }) => byId.get(messageId) ?? [])
    if (unwanted.length > 0) this.#track(this.#remove(messagesOf(unwanted)))
    for (const batch of splitBySize(wanted)) this.#track(this.#run(mapping, batch, messagesOf(batch), receivedAtMs))
  }

  #track(work: Promise<void>): void {
    const tracked = work.catch(this.#dependencies.onFault).finally(() => {
      this.#batches.delete(tracked)
      this.#dependencies.onBatchEnded()
    })
    this.#batches.add(tracked)
  }

  async #run(
    mapping: EventSourceMapping,
    records: readonly SqsRecord[],
    messages: readonly Message[],
    receivedAtMs: number,
  ): Promise<void> {
    const { runner, queue, clock } = this.#dependencies
    const findVisibleAtMs = async (): Promise<number> =>
      receivedAtMs + 1_000 * (await this.#during(() => queue.visibilitySeconds()))
    for (;;) {
      const outcome = await this.#during(() => runner.run(mapping, records))
      if (outcome !== 'throttled') {
        const failed = messages.filter(({ MessageId = '' }) => outcome.failed.includes(MessageId))
        await this.#remove(messages.filter((message) => !failed.includes(message)))
        return failed.length === 0 ? undefined : this.#leave(failed, await findVisibleAtMs())
      }
      const visibleAtMs = await findVisibleAtMs()
      if (this.#stopped || clock.nowMs() + throttleMs >= visibleAtMs) return this.#leave(messages, visibleAtMs)
      const againAtMs = clock.nowMs() + throttleMs
      await this.#untilDue(againAtMs, () => new Rest(clock).until(againAtMs, this.#abort.signal))
    }
  }

  async #remove(messages: readonly Message[]): Promise<void> {
    for (const { MessageId = '' } of messages) this.#taken.delete(MessageId)
    if (messages.length > 0) await this.#during(() => this.#dependencies.queue.remove(messages))
  }

  /** Leaves messages to the queue, which shows them again when their time is over: the queue's clock is the machine's. */
  #leave(messages: readonly Message[], visibleAtMs: number): void {
    const { isLive, clock, onFault, onBatchEnded } = this.#dependencies
    if (isLive) for (const { MessageId = '' } of messages) this.#taken.delete(MessageId)
    else {
      const due = { atMs: visibleAtMs }
      this.#dues.add(due)
      clock.wakeAt(visibleAtMs, () => {
        this.#dues.delete(due)
        this.#during(() => this.#return(messages)).then(onBatchEnded, onFault)
      })
    }
  }

  async #untilDue<Result>(atMs: number, work: () => Promise<Result>): Promise<Result> {
    const due = { atMs }
    this.#dues.add(due)
    try {
      return await work()
    } finally {
      this.#dues.delete(due)
    }
  }

  /** Shows messages in the queue again. */
  async #return(messages: readonly Message[]): Promise<void> {
    const taken = messages.filter(({ MessageId = '' }) => this.#taken.delete(MessageId))
    if (taken.length > 0) await this.#dependencies.queue.show(taken)
  }

  async #during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#busy += 1
    try {
      return await work()
    } finally {
      this.#busy -= 1
    }
  }
}
