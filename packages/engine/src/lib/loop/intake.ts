import { stopped } from '../engine-error.ts'
import { createMetric, dimensionsOf } from '../observe/metrics.ts'
import type { Resolution, Resolve } from '../ports.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import { EnqueueRetries } from '../store-calls/enqueue-retries.ts'
import type { EngineDependencies } from './engine-dependencies.ts'
import type { AcceptResult, AdmittedEvent } from './engine-options.ts'
import type { Faults } from './faults.ts'
import { acceptedItem } from './item-state.ts'

export interface IntakeDependencies
  extends Pick<EngineDependencies, 'clock' | 'random' | 'emitTimeline' | 'emitMetrics' | 'fault'> {
  readonly store: QueueStore
  /** Resolver without `faults.configurationDelayMs`, since acceptance reads no settings. */
  readonly resolve: Resolve
  readonly faults: Faults
  /** Called when an event has been answered. */
  onAnswered(): void
}

/** Maximum number of events waiting for the store; more are refused as `full`. */
const maxWaitingToEnqueue = 100_000

/** Puts events into the store, in batches. */
export class Intake {
  readonly #dependencies: IntakeDependencies
  readonly #enqueues: EnqueueRetries
  readonly #untilAnswered: (() => void)[] = []
  #closed = false
  #accepting = 0
  /** Those of them that wait for `resolve`. */
  #resolving = 0

  constructor(dependencies: IntakeDependencies) {
    this.#dependencies = dependencies
    this.#enqueues = new EnqueueRetries(dependencies)
  }

  /** Number of events without an answer. */
  get accepting(): number {
    return this.#accepting
  }

  accept(event: AdmittedEvent, check?: (resolution: Resolution) => void): Promise<AcceptResult> {
    if (this.#closed) return Promise.reject(stopped())
    if (this.#enqueues.waiting >= maxWaitingToEnqueue) return Promise.resolve('full')
    this.#accepting += 1
    // Hot path: one promise and callbacks below it, since each `await` would cost as much as queueing the event.
    return new Promise((resolve, reject) => {
      const answer = (result: AcceptResult): void => {
        resolve(result)
        this.#answered()
      }
      const fail = (fault: unknown): void => {
        reject(fault)
        this.#answered()
      }
      try {
        if (event.functionArn !== undefined && check === undefined) this.#admit(event, event.functionArn, answer)
        else this.#resolve(event, check, answer, fail)
      } catch (fault) {
        fail(fault)
      }
    })
  }

  #resolve(
    event: AdmittedEvent,
    check: ((resolution: Resolution) => void) | undefined,
    answer: (result: AcceptResult) => void,
    fail: (fault: unknown) => void,
  ): void {
    const admit = (resolution: Resolution): void => {
      check?.(resolution)
      this.#admit(event, resolution.functionArn, answer)
    }
    const resolved = this.#dependencies.resolve(event.reference)
    // A promise of another realm is no instance of ours.
    if (!('then' in resolved)) {
      admit(resolved)
      return
    }
    this.#resolving += 1
    Promise.resolve(resolved)
      .finally(() => {
        this.#resolving -= 1
      })
      .then((resolution) => {
        if (this.#closed) throw stopped()
        admit(resolution)
      })
      .catch(fail)
  }

  /** Refuses all further events. */
  close(): void {
    this.#closed = true
    this.#enqueues.close()
  }

  /** Resolves when no event is on its way to the store. After {@link close}, one that waits for `resolve` never gets there. */
  async answered(): Promise<void> {
    if (this.#enqueuing > 0) await new Promise<void>((resolve) => this.#untilAnswered.push(resolve))
  }

  get #enqueuing(): number {
    return this.#accepting - this.#resolving
  }

  #answered(): void {
    this.#accepting -= 1
    if (this.#enqueuing === 0) for (const resolve of this.#untilAnswered.splice(0)) resolve()
    this.#dependencies.onAnswered()
  }

  /** Queues an event and answers once the store has it. */
  #admit(event: AdmittedEvent, functionArn: string, answer: (result: AcceptResult) => void): void {
    const { clock, random, faults } = this.#dependencies
    const { requestId, reference, payload, traceHeader, tenantId } = event
    const atMs = clock.nowMs()
    const { lostEvent = 0, duplicateDelivery = 0 } = faults
    if (lostEvent > 0 && random() < lostEvent) {
      this.#accepted(event, functionArn, atMs)
      this.#dependencies.emitTimeline({ type: 'lost', requestId, functionArn, acceptedAtMs: atMs, atMs })
      answer('accepted')
      return
    }
    const state = { reference, acceptedAtMs: atMs, traceHeader, tenantId }
    this.#enqueues.add(acceptedItem(requestId, payload, state), (result) => {
      if (result === 'accepted') this.#accepted(event, functionArn, atMs)
      answer(result)
    })
    if (duplicateDelivery > 0 && random() < duplicateDelivery)
      this.#enqueues.add(acceptedItem(`${requestId}#2`, payload, { ...state, requestId }), () => {})
  }

  #accepted({ requestId, reference, payload }: AdmittedEvent, functionArn: string, atMs: number): void {
    const { emitTimeline, emitMetrics } = this.#dependencies
    emitTimeline({ type: 'accepted', requestId, functionArn, acceptedAtMs: atMs, payload, atMs })
    emitMetrics(() => [createMetric('AsyncEventsReceived', 1, atMs, dimensionsOf(reference))])
  }
}
