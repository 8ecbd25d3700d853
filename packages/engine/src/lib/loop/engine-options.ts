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

/** Options of every engine, however it gets its functions. */
export interface CommonEngineOptions {
  /** Sends dead letters. Without it, every delivery to a dead-letter target fails and is counted as failed. */
  readonly deliverDeadLetter?: DeliverDeadLetter
  /** Called with everything that happens to every event. If it throws, the error goes to {@link onFault}. */
  readonly onTimeline?: (entry: TimelineEntry) => void
  /** Called with every metric sample that Lambda would publish (section 13). If it throws, the error goes to {@link onFault}. */
  readonly onMetric?: OnMetric
  /**
   * Called with each fault of a port or an observer, such as a store that fails. The engine goes on.
   *
   * @defaultValue throws the fault as an uncaught exception
   */
  readonly onFault?: (fault: unknown) => void
  /** Called when nothing is running and everything left in the queue is due later. */
  readonly onIdle?: () => void
  /**
   * Maximum number of attempts and deliveries in flight.
   *
   * @defaultValue `1000`, Lambda's default account concurrency
   */
  readonly maxInFlight?: number
  /**
   * Length of a lease, the time for which a claimed item stays hidden, in milliseconds. Leases are renewed at a third of it if
   * the store can extend them; otherwise no run may take longer. An attempt whose lease is lost is aborted.
   *
   * @defaultValue `30_000` if the store can extend leases; otherwise `930_000`, the maximum function timeout and 30 s
   */
  readonly leaseMs?: number
  /**
   * Names of the functions whose events this engine claims, besides deliveries, which need no function. Events of others wait
   * for an engine that serves them; {@link unservedLanes} finds those that wait in vain. An engine that serves none accepts
   * events and delivers.
   *
   * @defaultValue all functions
   */
  readonly serves?: readonly string[]
  /**
   * What happens at a concurrency limit.
   *
   * - `as-lambda`: the attempt is throttled, with back-off, metrics and a trace in the record.
   * - `wait`: the event waits in its function's queue until a slot is free. For workers of your own.
   *
   * With `wait`, reserved concurrency holds over all engines on a store that declares `laneLimits: 'fleet'`. Otherwise, and for
   * the slots that functions share, each engine counts its own runs.
   *
   * @defaultValue `as-lambda`
   */
  readonly concurrency?: ConcurrencyMode
  /**
   * Number of slots shared by functions without reserved concurrency: the account's limit less all reservations.
   *
   * @defaultValue no limit
   */
  readonly unreservedConcurrency?: number
  /**
   * Slots to share with runs outside this engine. Excludes {@link unreservedConcurrency}.
   *
   * @defaultValue slots of this engine alone, with {@link unreservedConcurrency} as their limit
   */
  readonly slots?: Slots
  /**
   * `adaptive` polls a throttled or backed-up function more slowly and stretches its retry intervals, by a rule of ours.
   * `off` keeps to the documented schedule exactly. Each engine goes by its own throttles.
   *
   * @defaultValue `off`
   */
  readonly backpressure?: 'off' | 'adaptive'
  /**
   * `drop` drops a record or dead letter whose delivery failed, as Lambda does. `keep` retries the delivery after 1 s, then
   * with waits that double up to 300 s.
   *
   * @defaultValue `drop`
   */
  readonly failedDeliveries?: 'drop' | 'keep'
  /** Takes poison items out of the queue. Without it, they stay there, do not run, and are reported once an hour. */
  readonly quarantine?: Quarantine
  /**
   * How often an item may be handed out without an outcome, after crashes or lost leases, before it counts as poison.
   *
   * @defaultValue `16`
   */
  readonly maxDeliveriesWithoutOutcome?: number
  /** Answers to questions about Lambda that no recording settles. */
  readonly unsettled?: UnsettledChoices
  /**
   * Faults to inject.
   *
   * @defaultValue none
   */
  readonly faults?: Faults
  /**
   * Seed for random choices: versions of weighted aliases, jitter, injected faults.
   *
   * @defaultValue the time on the clock at creation
   */
  readonly seed?: number
  /** Stops the engine when aborted, as {@link EngineControl.stop} does. */
  readonly signal?: AbortSignal
}

/**
 * Options of an engine that is given all of its ports. `Executable` is the type of {@link Resolution.executable}, which
 * `resolve` returns and `invoke` receives.
 */
export interface EngineOptions<Executable = unknown> extends CommonEngineOptions {
  /** Holds the queue. */
  readonly store: QueueStore
  /**
   * Time for ages, waits and timestamps; the store must use the same clock. If the store's clock is its server's, that gives
   * the time, and this one only the pace.
   */
  readonly clock: Clock
  readonly resolve: Resolve<Executable>
  readonly invoke: Invoke<Executable>
  readonly deliver: Deliver
}

/** An event to queue, with a request id from the caller. */
export interface AsyncEvent {
  /** Identity of the event: an id that is already in the queue is not queued again. */
  readonly requestId: string
  readonly reference: InvokedReference
  /**
   * JSON value, or bytes of JSON, which stay as they are. Absent or empty, it is `{}` (INV-4). An engine that is given all
   * of its ports does not check bytes: the caller has done that (2.3).
   */
  readonly payload?: Payload
  /** Value of the `X-Amzn-Trace-Id` header, passed to the function and to destinations. */
  readonly traceHeader?: string
  /** Tenant of a function whose tenants are isolated, passed to each attempt (TEN-1). */
  readonly tenantId?: string
  /** Qualified ARN of the reference, if the caller has resolved it already. Without it, the engine calls `resolve`. */
  readonly functionArn?: string
}

/**
 * Result of accepting an event. `accepted`: the store has the event. `unknown`: the store's answers were lost, and the event
 * may run; send it again with the same request id. After any other result, nothing of the event remains, except that
 * `duplicate` means an event with this request id is in the queue already.
 */
export type AcceptResult = EnqueueResult | 'unknown'

/** An event whose payload is bytes. */
export interface AdmittedEvent extends AsyncEvent {
  readonly payload: Uint8Array
}

/** Options of {@link EngineControl.stop}. */
export interface StopOptions {
  /**
   * Grace period for running attempts before their signal is aborted, in milliseconds.
   *
   * @defaultValue `0`
   */
  readonly graceMs?: number
}

/** Controls of a running engine. */
export interface EngineControl {
  /** True if nothing is running and everything left in the queue is due later. */
  readonly idle: boolean
  /**
   * Resolves when the queue is empty: every accepted event has ended, and its deliveries are settled.
   *
   * Events left in the store by an earlier process count, and so do those that another engine on the same store holds.
   * Poison items that this engine has reported and kept do not count; an hour later, they count until it has reported them
   * again. On a held clock, advance it while you wait.
   *
   * The engine notices its own work at once. Items that another engine on the store ends, or leaves behind, are noticed
   * within {@link CommonEngineOptions.leaseMs}.
   *
   * @throws {@link EngineError} with code `stopped` if the engine has been stopped, or stops with something left in the
   * queue
   */
  drained(): Promise<void>
  /**
   * Stops the engine: takes no new work, aborts the signal of running attempts, and resolves once all of them have ended
   * and every event that was being accepted has its answer. Attempts that reject because of it return to the queue. The
   * store stays open.
   */
  stop(options?: StopOptions): Promise<void>
}

/** An engine without its admission. */
export interface EngineLoop extends EngineControl {
  /**
   * Queues an event that admission has passed. Rejects with whatever `resolve` or `check` throws.
   *
   * @param check - Called with the resolution of the reference; throws to refuse it. With it, the reference is resolved even
   * if the event has an ARN.
   * @throws {@link EngineError} with code `stopped` if the engine has been stopped
   */
  accept(event: AdmittedEvent, check?: (resolution: Resolution) => void): Promise<AcceptResult>
}
