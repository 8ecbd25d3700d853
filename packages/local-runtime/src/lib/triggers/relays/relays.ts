import { createHash, randomUUID } from 'node:crypto'
import type { SQS } from '@aws-sdk/client-sqs'
import type { BatchOutcome } from '../../event-sources/batch-runner.ts'
import { EventSources, type EventSourcesDependencies } from '../../event-sources/event-sources.ts'
import type { SqsRecord } from '../../event-sources/sqs-record.ts'
import { type EventSourceMapping, EventSourceMappings } from '../../registry/event-source-mappings.ts'

/** Carries one message of a relay's queue to its function. */
export type Carry = (body: string) => Promise<void>

export type RelaysDependencies = Omit<EventSourcesDependencies, 'mappings' | 'runner' | 'sqs'> & {
  readonly sqs: SQS | undefined
  /** Client that polls queues. */
  readonly polls: SQS | undefined
}

/**
 * Queues of this runtime's own at the endpoint of SQS, which services there deliver to: each message is an event for a
 * function. They are polled as those of event source mappings, and outlive the process, so that nothing is lost in between.
 */
export class Relays {
  readonly #dependencies: RelaysDependencies
  readonly #sources: EventSources
  readonly #mappings = new EventSourceMappings()
  readonly #carriers = new Map<string, Carry>()
  readonly #urls = new Map<string, string | undefined>()

  constructor(dependencies: RelaysDependencies) {
    this.#dependencies = dependencies
    this.#sources = new EventSources({
      ...dependencies,
      ...{ mappings: this.#mappings, sqs: dependencies.polls },
      runner: { hasTarget: () => true, run: (mapping, records) => this.#run(mapping, records) },
    })
  }

  get quiet(): boolean {
    return this.#sources.quiet
  }

  get nextDueAtMs(): number {
    return this.#sources.nextDueAtMs
  }

  stir(): void {
    this.#sources.stir()
  }

  close(): Promise<void> {
    return this.#sources.close()
  }

  /**
   * Creates the queue of a relay, and polls it from then on; for a key that has one, only the carrier changes.
   *
   * @returns the ARN of the queue
   */
  async open(key: string, carry: Carry): Promise<string> {
    const known = this.#mappings.all().find(({ functionName }) => functionName === key)
    this.#carriers.set(key, carry)
    if (known !== undefined) return known.queueArn
    const { sqs } = this.#dependencies
    if (sqs === undefined) throw new Error('a relay needs the endpoint of SQS')
    const { QueueUrl } = await sqs.createQueue({ QueueName: queueNameOf(key) })
    this.#urls.set(key, QueueUrl)
    const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['QueueArn'] })
    const queueArn = Attributes?.QueueArn ?? ''
    const settings = { batchSize: 10, windowSeconds: 0, filters: [], reportsFailures: true }
    const state = { enabled: true, deleting: false, tags: {}, modifiedMs: 0 }
    const mapping = { ...settings, ...state, uuid: randomUUID(), queueArn, functionName: key }
    this.#sources.follow(this.#mappings.put(mapping))
    return queueArn
  }

  /** Deletes the queue of a relay, if there is one. */
  async remove(key: string): Promise<void> {
    const known = this.#mappings.all().find(({ functionName }) => functionName === key)
    if (known === undefined) return
    this.#sources.follow(this.#mappings.put({ ...known, deleting: true }))
    this.#carriers.delete(key)
    await this.#dependencies.sqs?.deleteQueue({ QueueUrl: this.#urls.get(key) })
  }

  /** A message that cannot be carried is reported, and not delivered again. */
  async #run({ functionName }: EventSourceMapping, records: readonly SqsRecord[]): Promise<BatchOutcome> {
    const carry = this.#carriers.get(functionName)
    for (const { body } of records) await carry?.(body).catch(this.#dependencies.onFault)
    return { failed: [] }
  }
}

function queueNameOf(key: string): string {
  return `async-invoke-${createHash('sha256').update(key).digest('hex').slice(0, 24)}`
}
