import type { SqsQueue } from '../queues/sqs-queue.ts'
import { failedCall, type SqsStoreError } from '../store-error.ts'
import { type Received, received } from './received.ts'

/** SQS's maximum of one call. */
const maxMessages = 10
/** Maximum number of calls at once. */
const maxCalls = 10

export interface PollerOptions {
  readonly queue: SqsQueue
  /** How long the first call of a poll waits for messages, in seconds. */
  readonly waitSeconds: number
  readonly nowMs: () => number
  readonly onReceived: (messages: readonly Received[]) => void
}

/** Receives messages of one queue: one call at first, and more at once while each is full. */
export class Poller {
  /** True if the last poll ended with a full call, so that there may be more. */
  mayHaveMore = false
  readonly queue: SqsQueue
  readonly #options: PollerOptions
  readonly #stopping = new Set<AbortController>()
  #polling: Promise<SqsStoreError | undefined> | undefined

  constructor(options: PollerOptions) {
    this.#options = options
    this.queue = options.queue
  }

  /** Begins a poll unless one is under way. Resolves at its end, with the error if it failed. */
  poll(want: number, leaseMs: number): Promise<SqsStoreError | undefined> {
    this.#polling ??= this.#poll(want, Math.max(1, Math.ceil(leaseMs / 1_000))).finally(() => {
      this.#polling = undefined
    })
    return this.#polling
  }

  /** Ends the poll under way. What its calls were about to answer is hidden until its lease ends. */
  async stop(): Promise<void> {
    for (const controller of this.#stopping) controller.abort()
    await this.#polling
  }

  async #poll(want: number, leaseSeconds: number): Promise<SqsStoreError | undefined> {
    const controller = new AbortController()
    this.#stopping.add(controller)
    this.mayHaveMore = false
    try {
      let left = want
      let waitSeconds = this.#options.waitSeconds
      for (let width = 1; left > 0; width = Math.min(maxCalls, width * 2)) {
        const sizes = callSizes(left, width)
        const counts = await Promise.all(
          sizes.map((max) => this.#receive({ max, leaseSeconds, waitSeconds, signal: controller.signal })),
        )
        left -= counts.reduce((sum, count) => sum + count, 0)
        if (counts.some((count, index) => count < (sizes[index] ?? 0))) return undefined
        // There is something, or there is not: none of the next calls waits.
        waitSeconds = 0
      }
      this.mayHaveMore = true
      return undefined
    } catch (error) {
      return failedCall('cannot receive messages', error)
    } finally {
      this.#stopping.delete(controller)
    }
  }

  async #receive(options: Parameters<SqsQueue['receive']>[0]): Promise<number> {
    const { queue, nowMs, onReceived } = this.#options
    const messages = await queue.receive(options)
    const sinceMs = nowMs()
    if (messages.length > 0)
      onReceived(messages.map((message) => received(queue, message, sinceMs, options.leaseSeconds)))
    return messages.length
  }
}

function callSizes(left: number, width: number): readonly number[] {
  const calls = Math.min(width, Math.ceil(left / maxMessages))
  return Array.from({ length: calls }, (_, index) => Math.min(maxMessages, left - index * maxMessages))
}
