import type { NewItem } from '@async-invoke/engine'
import { bytesSum } from '@async-invoke/engine/internal/item-sums'
import type { Bodies } from '../bodies/bodies.ts'
import { groupIdOf } from '../queues/group-id.ts'
import type { SqsQueue } from '../queues/sqs-queue.ts'
import { toContent } from './content.ts'
import { formatMessage } from './message.ts'

/** Bytes of a message that are left to everything but the body. */
const headerBytes = 16_384
const maxBodyInBucket = 8 * 1_048_576
/** SQS's maximum delay. */
const maxDelaySeconds = 900

export interface SenderOptions {
  readonly queues: readonly SqsQueue[]
  readonly queuesOf: (lane: string) => readonly number[]
  /** Size of a message that every queue takes, in bytes. */
  readonly maxMessageBytes: number
  readonly bodies: Bodies | undefined
  readonly fairQueues: boolean
}

/** Makes messages of items, and sends each to one of the queues of its lane. */
export class Sender {
  /** Maximum size of a body, whatever its bytes. Text may be larger, as long as its message fits. */
  readonly maxBodyBytes: number
  readonly #options: SenderOptions
  readonly #maxInBase64: number
  #turn = 0

  constructor(options: SenderOptions) {
    this.#options = options
    this.#maxInBase64 = Math.floor((options.maxMessageBytes - headerBytes) / 4) * 3
    this.maxBodyBytes = options.bodies === undefined ? this.#maxInBase64 : maxBodyInBucket
  }

  /**
   * @param deliveries - how often the item was handed out before
   * @throws {@link SqsStoreError}
   */
  async send(item: NewItem, deliveries = 0): Promise<'sent' | 'too-large'> {
    const { queues, queuesOf, fairQueues } = this.#options
    const text = await this.#textOf(item, deliveries)
    if (text === undefined) return 'too-large'
    const drawn = queuesOf(item.lane)
    this.#turn += 1
    const queue = queues[drawn[this.#turn % drawn.length] ?? 0]
    await queue?.send({
      text,
      bytes: Buffer.byteLength(text),
      delaySeconds: Math.min(maxDelaySeconds, Math.max(0, Math.ceil(item.delayMs / 1_000))),
      groupId: fairQueues ? groupIdOf(item.lane) : undefined,
    })
    return 'sent'
  }

  async #textOf(item: NewItem, deliveries: number): Promise<string | undefined> {
    const travelling = { ...item, deliveries }
    const { bodies, maxMessageBytes } = this.#options
    const fits = (text: string): boolean => Buffer.byteLength(text) <= maxMessageBytes
    const inline = this.#inline(travelling, false) ?? this.#inline(travelling, true)
    if (inline !== undefined) return inline
    if (bodies === undefined || item.body.length > maxBodyInBucket) return undefined
    if (!fits(formatMessage(travelling, { key: 'x'.repeat(1_024), bytes: 0, sum: 0 }))) return undefined
    return formatMessage(travelling, await bodies.put(item.body))
  }

  /** The message with the body in it; `undefined` if it is too large. */
  #inline(item: NewItem & { readonly deliveries: number }, isWide: boolean): string | undefined {
    const { body } = item
    if (body.length > this.#options.maxMessageBytes) return undefined
    const content = toContent(body, isWide)
    if (content.as === 'base64' && body.length > this.#maxInBase64) return undefined
    const text = formatMessage(item, { ...content, bytes: body.length, sum: bytesSum(body) })
    return Buffer.byteLength(text) <= this.#options.maxMessageBytes ? text : undefined
  }
}
