import type { ConcurrencyMode } from '../concurrency/function-load.ts'
import type { Slots } from '../concurrency/slots.ts'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'
import type { InvokedReference } from '../invoked-reference.ts'
import type { OnMetric } from '../observe/metrics.ts'
import type { TimelineEntry } from '../observe/timeline.ts'
import type { Deliver, DeliverDeadLetter, Invoke, Quarantine, Resolve } from '../ports.ts'
import type { EnqueueResult, QueueStore } from '../queue/queue-store.ts'
import type { Clock } from '../time/clock.ts'
import type { Faults } from './faults.ts'

/** `Executable` is whatever {@link Resolution.executable} hands from `resolve` to `invoke`. */
export interface EngineOptions<Executable = unknown> {
  readonly store: QueueStore
  readonly clock: Clock
  readonly resolve: Resolve<Executable>
  readonly invoke: Invoke<Executable>
  readonly deliver: Deliver
  /** Sends to dead-letter targets; without it a delivery to one fails, and is counted as that. */
  readonly deliverDeadLetter?: DeliverDeadLetter
  /** Told everything that happens to every event. An observer that throws is reported as a fault. */
  readonly onTimeline?: (entry: TimelineEntry) => void
  /** Told every metric sample that Lambda would publish (section 13). */
  readonly onMetric?: OnMetric
  /** Told of faults of the engine's own parts (a store that fails); the engine goes on. Default: thrown as uncaught. */
  readonly onFault?: (fault: unknown) => void
  /** Told when nothing is running any more and all that is left waits for a later time. */
  readonly onIdle?: () => void
  /** Most attempts and deliveries at one time; default 1,000, Lambda's default account concurrency. */
  readonly maxInFlight?: number
  /**
   * How long a claimed item stays hidden. Default 930,000: the longest function timeout and 30 s. A store that can extend
   * leases is asked to at half of it, and any run may then take longer.
   */
  readonly leaseMs?: number
  /**
   * What happens at a concurrency limit. Default `as-lambda`: the attempt is a throttle, with its back-off, its metrics and
   * its mark in the record. `wait`: events wait in their function's queue until a slot is free, for one's own workers.
   */
  readonly concurrency?: ConcurrencyMode
  /** Slots that functions without reserved concurrency share: the account's limit less all reservations. Default: no limit. */
  readonly unreservedConcurrency?: number
  /**
   * Where runs take their slots, to be shared with runs that do not come from this engine; excludes
   * {@link unreservedConcurrency}.
   *
   * @defaultValue slots of the engine's own, with {@link unreservedConcurrency} as their limit
   */
  readonly slots?: Slots
  /**
   * `adaptive` reads a throttled or backed-up function more slowly and stretches its intervals, by a rule of ours. Default
   * `off`: the documented schedule, exactly.
   */
  readonly backpressure?: 'off' | 'adaptive'
  /** A delivery that failed: dropped as Lambda does (default), or kept and tried again after 1 s, doubling to 300 s. */
  readonly failedDeliveries?: 'drop' | 'keep'
  /** Takes items that the engine can neither carry out nor drop; without it they stay in the queue, unrun, and are reported. */
  readonly quarantine?: Quarantine
  /** How often an item may be handed out without an outcome (crashes, lost leases) before it is poison; default 16. */
  readonly maxDeliveriesWithoutOutcome?: number
  /** Answers to questions about Lambda that no recording settles. */
  readonly unsettled?: UnsettledChoices
  /** What shall go wrong on purpose; nothing by default. */
  readonly faults?: Faults
  /** Seed of the engine's chances (weighted aliases, jitter, faults); default: the time of its creation. */
  readonly seed?: number
  /** Stops the engine when aborted, as {@link Engine.stop} does. */
  readonly signal?: AbortSignal
}

/** An event to accept. The caller has checked it: the payload is JSON text in UTF-8, or empty (2.3). */
export interface AsyncEvent {
  readonly requestId: string
  readonly reference: InvokedReference
  readonly payload: Uint8Array
  readonly traceHeader?: string
  /** Qualified ARN of the reference, for the timeline, where admission has looked it up; resolved by the engine if missing. */
  readonly functionArn?: string
}

export interface StopOptions {
  /** How long running attempts may go on before their signal is aborted; default 0. */
  readonly graceMs?: number
}

export interface Engine {
  /**
   * Queues an event; when it resolves with `accepted`, the event is as safe as the store keeps it and the 202 may be
   * given. `full`, `too-large` and `unavailable` refuse it, and nothing of it remains.
   * Rejects when the engine has been stopped, and when the reference has to be resolved and cannot be.
   */
  accept(event: AsyncEvent): Promise<EnqueueResult>
  /** Whether nothing is running: what is left waits for a later time. */
  readonly idle: boolean
  /**
   * Takes no new work, aborts the signal of what runs, and resolves when all of it has ended and each event that was
   * being accepted has its answer; attempts that reject because of it go back to the queue. The store stays open.
   */
  stop(options?: StopOptions): Promise<void>
}
