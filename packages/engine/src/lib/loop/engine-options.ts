import type { ConcurrencyMode } from '../concurrency/function-load.ts'
import type { Slots } from '../concurrency/slots.ts'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'
import type { InvokedReference } from '../invoked-reference.ts'
import type { OnMetric } from '../observe/metrics.ts'
import type { TimelineEntry } from '../observe/timeline.ts'
import type { Payload } from '../payload.ts'
import type { Deliver, DeliverDeadLetter, Invoke, Quarantine, Resolution, Resolve } from '../ports.ts'
import type { EnqueueResult, QueueStore } from '../queue/queue-store.ts'
import type { Clock } from '../time/clock.ts'
import type { Faults } from './faults.ts'

/** Options that do not depend on where functions come from. */
export interface CommonEngineOptions {
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
  /** Stops the engine when aborted, as {@link EngineControl.stop} does. */
  readonly signal?: AbortSignal
}

/**
 * The ports that an engine works with, all given. `Executable` is whatever {@link Resolution.executable} hands from
 * `resolve` to `invoke`.
 */
export interface EngineOptions<Executable = unknown> extends CommonEngineOptions {
  readonly store: QueueStore
  readonly clock: Clock
  readonly resolve: Resolve<Executable>
  readonly invoke: Invoke<Executable>
  readonly deliver: Deliver
}

/** An event to queue under a request id of the caller's. */
export interface AsyncEvent {
  /** Identity of the event: the same id is queued once. */
  readonly requestId: string
  readonly reference: InvokedReference
  /** Bytes are JSON text that the caller has checked (2.3). Absent or of no bytes, the payload is `{}` (INV-4). */
  readonly payload?: Payload
  /** The `X-Amzn-Trace-Id` header, handed on to the function and to destinations. */
  readonly traceHeader?: string
  /** Qualified ARN of the reference, for the timeline, where admission has looked it up; resolved by the engine if missing. */
  readonly functionArn?: string
}

/** An event whose payload is bytes. */
export interface AdmittedEvent extends AsyncEvent {
  readonly payload: Uint8Array
}

export interface StopOptions {
  /**
   * How long running attempts may go on before their signal is aborted, in milliseconds.
   *
   * @defaultValue `0`
   */
  readonly graceMs?: number
}

/** Control over an engine that is running. */
export interface EngineControl {
  /** True if nothing is running: what is left waits for a later time. */
  readonly idle: boolean
  /**
   * Resolves when the queue is empty: every accepted event has ended and its deliveries are settled. Events that the
   * store holds from an earlier process, or that another engine on the same store works on, count too; poison items that
   * this engine has reported and kept do not. Nothing is polled; a held clock has to be advanced meanwhile.
   *
   * @throws {@link EngineError} with code `stopped` when the engine stops first and leaves something in the queue, or has
   * been stopped before
   */
  drained(): Promise<void>
  /**
   * Takes no new work, aborts the signal of running attempts, and resolves when all of them have ended and each event that
   * was being accepted has its answer. Attempts that reject because of it go back to the queue. The store stays open.
   */
  stop(options?: StopOptions): Promise<void>
}

/** An engine behind its admission. */
export interface EngineLoop extends EngineControl {
  /**
   * Queues an event that admission has passed. Rejects with whatever `resolve` and `check` throw.
   *
   * @param check called with what the reference resolves to, to refuse it; the event is resolved even if it has an ARN
   *
   * @throws {@link EngineError} with code `stopped` when the engine has been stopped
   */
  accept(event: AdmittedEvent, check?: (resolution: Resolution) => void): Promise<EnqueueResult>
}
