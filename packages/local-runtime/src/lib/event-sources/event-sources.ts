import type { SQS } from '@aws-sdk/client-sqs'
import type { EventSourceMapping, EventSourceMappings } from '../registry/event-source-mappings.ts'
import { MappingPoller, type PollerDependencies } from './mapping-poller.ts'
import { SourceQueue } from './source-queue.ts'

export interface EventSourcesDependencies extends Omit<PollerDependencies, 'queue' | 'onBatchEnded'> {
  readonly mappings: EventSourceMappings
  /** `undefined` if SQS has no endpoint: nothing is polled. */
  readonly sqs: SQS | undefined
}

/** Keeps a poller for each enabled event source mapping. */
export class EventSources {
  readonly #dependencies: EventSourcesDependencies
  readonly #pollers = new Map<string, MappingPoller>()
  readonly #draining = new Map<string, Promise<void>>()
  #closed = false

  constructor(dependencies: EventSourcesDependencies) {
    this.#dependencies = dependencies
    for (const mapping of dependencies.mappings.all()) this.follow(mapping)
  }

  /** Whether no batch runs, and every queue was found empty since the last {@link stir}. */
  get quiet(): boolean {
    return this.#draining.size === 0 && [...this.#pollers.values()].every(({ quiet }) => quiet)
  }

  /** When the next wait for the clock ends; infinity if there is none. */
  get nextDueAtMs(): number {
    return Math.min(...[...this.#pollers.values()].map(({ nextDueAtMs }) => nextDueAtMs))
  }

  /** Whether batches of a mapping run that is disabled or deleted. */
  isDraining(uuid: string): boolean {
    return this.#draining.has(uuid)
  }

  /** Looks into all queues again. */
  stir(): void {
    for (const poller of this.#pollers.values()) poller.stir()
  }

  /** Starts or ends polling for a new or changed mapping. A deleted one is removed once its batches have ended (ESM-2). */
  follow(mapping: EventSourceMapping): void {
    const { uuid, enabled, deleting } = mapping
    const poller = this.#pollers.get(uuid)
    if (enabled && !deleting) {
      if (poller === undefined && !this.#draining.has(uuid)) this.#start(mapping)
      else poller?.stir()
      return
    }
    this.#pollers.delete(uuid)
    const drained = poller?.drain() ?? this.#draining.get(uuid)
    if (drained === undefined) this.#settle(uuid)
    if (drained === undefined || poller === undefined) return
    const draining = drained.catch(this.#dependencies.onFault).then(() => {
      this.#draining.delete(uuid)
      this.#settle(uuid)
      this.#dependencies.onQuiet()
    })
    this.#draining.set(uuid, draining)
  }

  async close(): Promise<void> {
    this.#closed = true
    const pollers = [...this.#pollers.values()]
    this.#pollers.clear()
    await Promise.all([...pollers.map((poller) => poller.drain()), ...this.#draining.values()])
  }

  /** Carries out what a mapping became while its batches ended. */
  #settle(uuid: string): void {
    const { mappings } = this.#dependencies
    const mapping = mappings.get(uuid)
    if (mapping === undefined || this.#closed) return
    if (mapping.deleting) mappings.delete(uuid)
    else if (mapping.enabled) this.#start(mapping)
  }

  #start({ uuid, queueArn }: EventSourceMapping): void {
    const { sqs, mappings } = this.#dependencies
    if (sqs === undefined || this.#closed) return
    const queue = new SourceQueue(sqs, queueArn)
    const onBatchEnded = (): void => this.stir()
    const dependencies = { ...this.#dependencies, queue, onBatchEnded }
    this.#pollers.set(uuid, new MappingPoller(() => mappings.get(uuid), dependencies))
  }
}
