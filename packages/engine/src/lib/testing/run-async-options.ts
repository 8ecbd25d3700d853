import type { EventInvokeConfigRequest } from '@async-invoke/schemas/event-invoke-config'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'
import type { Faults } from '../loop/faults.ts'
import type { OnMetric } from '../observe/metrics.ts'
import type { Deliver, DeliverDeadLetter } from '../ports.ts'
import type { VirtualClock } from '../time/clock.ts'

/**
 * Settings and configuration of the function, with the defaults of Lambda's API: either in the API's own form
 * (`DestinationConfig`, `DeadLetterConfig`, `ReservedConcurrentExecutions`) or flat, as `createEngine` takes them.
 */
export interface RunAsyncConfig extends EventInvokeConfigRequest {
  /** ARN of the destination for successes, in place of `DestinationConfig`. */
  readonly OnSuccess?: string
  /** ARN of the destination for failures, in place of `DestinationConfig`. */
  readonly OnFailure?: string
  /** Dead-letter queue or topic of the function. */
  readonly DeadLetterConfig?: { readonly TargetArn?: string }
  /** ARN of the dead-letter queue or topic, in place of `DeadLetterConfig`. */
  readonly deadLetterTargetArn?: string
  /** Reserved concurrency. With 0, the event is discarded (section 5). */
  readonly ReservedConcurrentExecutions?: number
  /** Reserved concurrency, in place of `ReservedConcurrentExecutions`. */
  readonly reservedConcurrency?: number
}

/** Options of `runAsync`. */
export interface RunAsyncOptions {
  /**
   * Faults to inject.
   *
   * @defaultValue none
   */
  readonly faults?: Faults
  /**
   * Seed for random choices: jitter, injected faults.
   *
   * @defaultValue `1`
   */
  readonly seed?: number
  /** Answers to questions about Lambda that no recording settles. */
  readonly unsettled?: UnsettledChoices
  /**
   * Sends the record to its destination.
   *
   * @defaultValue a carrier that sends nothing and reports success
   */
  readonly deliver?: Deliver
  /**
   * Sends the dead letter.
   *
   * @defaultValue a carrier that sends nothing and reports success
   */
  readonly deliverDeadLetter?: DeliverDeadLetter
  /** Called with each metric sample that Lambda would publish. */
  readonly onMetric?: OnMetric
  /**
   * Name of the function.
   *
   * @defaultValue `function`
   */
  readonly functionName?: string
  /** Qualifier that the event is invoked with: a version, an alias or `$LATEST`. */
  readonly qualifier?: string
  /**
   * Request id of the event.
   *
   * @defaultValue `00000000-0000-4000-8000-000000000001`
   */
  readonly requestId?: string
  /** Value of the `X-Amzn-Trace-Id` header. */
  readonly traceHeader?: string
  /**
   * Timeout of the function, in milliseconds on the virtual clock. It can expire only if {@link clock} is given, since the
   * clock otherwise stands still during a run.
   *
   * @defaultValue `900_000`
   */
  readonly timeoutMs?: number
  /**
   * Start time of the virtual clock, in milliseconds since the epoch.
   *
   * @defaultValue 2026-01-01T00:00:00Z
   */
  readonly startMs?: number
  /**
   * The virtual clock, for a handler that waits on it. The clock then advances during a run that has nothing else to do.
   * Without it, a run may take as long as it needs and takes no virtual time.
   */
  readonly clock?: VirtualClock
  /** Stops the engine when aborted. */
  readonly signal?: AbortSignal
}
