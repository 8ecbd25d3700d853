import type { SqsQueue } from '../queues/sqs-queue.ts'
import { deliveriesOf, type Received } from './received.ts'

/** An item that has been handed out. */
export interface Lease {
  readonly queue: SqsQueue
  readonly receipt: string
  readonly id: string
  readonly lane: string
  readonly deliveries: number
  readonly body: Uint8Array
  /** Key of the object that holds the body. */
  readonly key: string | undefined
  /** True for a damaged item, whose message is never written again. */
  readonly isDamaged: boolean
  untilMs: number
  /** Ids of the items that were sent in its place; a settlement that is repeated does not send them again. */
  readonly sent: Set<string>
  /** How far its settlement is. `done` in a call that failed for another item: the repeated call finds it done. */
  settling: 'no' | 'yes' | 'done'
}

/** What the token of another handle tells: the position of the queue, and SQS's receipt. */
export interface TokenParts {
  readonly queue: number
  readonly receipt: string
}

/** Time after its end for which a lease is remembered, in milliseconds. */
const graceMs = 60_000
/** Pause between two looks for leases that were never settled. */
const sweepMs = 10_000

/** The leases of one handle, by token. */
export class Leases {
  readonly #leases = new Map<string, Lease>()
  readonly #handle: string
  #sweptMs = Number.NEGATIVE_INFINITY

  constructor(handle: string) {
    this.#handle = handle
  }

  /** @returns the token */
  add(received: Received, queue: number, body: Uint8Array, isDamaged: boolean): string {
    const { message, receipt, untilMs } = received
    const token = `${this.#handle} ${queue} ${receipt}`
    this.#leases.set(token, {
      ...{ queue: received.queue, receipt, id: message.id, lane: message.lane, body, isDamaged, untilMs },
      deliveries: deliveriesOf(received),
      key: 'key' in message.body ? message.body.key : undefined,
      sent: new Set(),
      settling: 'no',
    })
    return token
  }

  get(token: string): Lease | undefined {
    return this.#leases.get(token)
  }

  delete(token: string): void {
    this.#leases.delete(token)
  }

  /** Reads the token of another handle; `undefined` for one of this handle, and for anything else. */
  otherHandle(token: string): TokenParts | undefined {
    const { handle, queue, receipt = '' } = /^(?<handle>\S+) (?<queue>\d+) (?<receipt>.+)$/s.exec(token)?.groups ?? {}
    if (handle === undefined || handle === this.#handle) return undefined
    return { queue: Number(queue), receipt }
  }

  /** Forgets leases that ended long ago. */
  sweep(nowMs: number): void {
    if (nowMs - this.#sweptMs < sweepMs) return
    this.#sweptMs = nowMs
    for (const [token, { untilMs }] of this.#leases) if (untilMs + graceMs < nowMs) this.#leases.delete(token)
  }
}
