import type { DeadLetterSummary, EventInvokeConfig } from '@async-invoke/schemas'
import type { AttemptOutcome } from './decide/attempt-outcome.ts'
import type { RecursiveLoop } from './decide/lineage.ts'
import type { InvokedReference } from './invoked-reference.ts'

/**
 * One version behind a weighted alias.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 */
export interface WeightedVersion<Executable = unknown> {
  /** Version number, or `$LATEST`. */
  readonly version: string
  /** As {@link Resolution.executable}, for this version. */
  readonly executable?: Executable
  /** As {@link Resolution.timeoutMs}, for this version. */
  readonly timeoutMs?: number
  /** Share of the attempts, in any unit. Shares need not add up to 1. */
  readonly weight: number
  /** Dead-letter target that this version was published with (DSP-7). */
  readonly deadLetterTargetArn?: string
}

/**
 * The function behind a reference, with the settings that apply to it now. The engine resolves a reference again before
 * every attempt, so a change takes effect on the next one (DSP-2, U-19), and a function that is
 * created again under its name gets the events of its predecessor (DSP-3).
 */
export interface Resolution<Executable = unknown> {
  /** Qualified ARN of the reference as invoked. Records carry it, so it must be known even if the target is gone. */
  readonly functionArn: string
  /** Settings stored under exactly this qualifier, without fallback to another; `{}` if there are none (DSP-6). */
  readonly config: EventInvokeConfig
  /**
   * - `present`: the function can be invoked.
   * - `missing`: the function, version or alias does not exist.
   * - `missingAlias`: the function exists and the alias does not; an event that has not run yet waits for it (TRM-3a).
   * - `zeroReserved`: the function's reserved concurrency is 0.
   */
  readonly target: 'present' | 'missing' | 'missingAlias' | 'zeroReserved'
  /** Version that the reference points to; passed to `invoke`. */
  readonly version?: string
  /** Whatever `invoke` needs to run that version without another lookup. Opaque to the engine. */
  readonly executable?: Executable
  /**
   * Timeout of a run, in milliseconds; an attempt has its {@link Attempt.deadlineMs} from it. Whatever runs the function ends
   * it: the engine waits.
   *
   * @defaultValue none; attempts have no deadline
   */
  readonly timeoutMs?: number
  /** Versions of a weighted alias. One is drawn for each attempt (DSP-5) and replaces `version`, `executable` and `timeoutMs`. */
  readonly weightedVersions?: readonly WeightedVersion<Executable>[]
  /** Dead-letter target of the version that the reference points to, not of the alias or of `$LATEST` (DSP-7). */
  readonly deadLetterTargetArn?: string
  /** Reserved concurrency of the function, shared by all its versions and aliases (FNC-8); absent if it has none. */
  readonly reservedConcurrency?: number
  /**
   * Whether to stop a chain of runs that trigger each other, after sixteen of them. Lambda's own default is `Terminate`.
   *
   * @defaultValue `Off`
   * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
   */
  readonly recursiveLoop?: RecursiveLoop
}

/** The event that a reference is resolved for. */
export interface ResolvedFor {
  /** When the event was accepted, in milliseconds since the epoch; absent while it is being accepted. */
  readonly acceptedAtMs?: number
}

/** Looks up the function and the settings behind a reference. If it rejects, the event waits and is resolved again. */
export type Resolve<Executable = unknown> = (
  reference: InvokedReference,
  about?: ResolvedFor,
) => Resolution<Executable> | Promise<Resolution<Executable>>

/** The limit that a run met: its function's reserved concurrency, or the account's unreserved concurrency. */
export type ConcurrencyLimit = 'reserved' | 'account'

/** One attempt to run a function. */
export interface Attempt<Executable = unknown> {
  /** Request id of the event, the same in every attempt (INV-8). */
  readonly requestId: string
  readonly reference: InvokedReference
  /** Payload of the event, byte for byte as it was sent. */
  readonly payload: Uint8Array
  /** Number of the attempt, from 1. Throttled attempts count. */
  readonly attempt: number
  /** When the event was accepted, on the store's clock in milliseconds since the epoch. The engine always passes it. */
  readonly acceptedAtMs?: number
  /** Value of the `X-Amzn-Trace-Id` header. */
  readonly traceHeader?: string
  /** Tenant that the event was accepted for. */
  readonly tenantId?: string
  /** Version to run, if the resolution names one. It may differ from attempt to attempt (DSP-5). */
  readonly version?: string
  /** {@link Resolution.executable} of this attempt's version. */
  readonly executable?: Executable
  /**
   * When the run has to end, on the clock of this process in milliseconds since the epoch: the start of the attempt plus the
   * timeout of its version. Absent if the resolution names none.
   */
  readonly deadlineMs?: number
  /**
   * Returns until when no other engine can claim the event, on the clock of this process in milliseconds since the epoch. It grows
   * while the engine renews the lease; an invoker that cannot be interrupted by `signal` has to end before it.
   */
  readonly leaseEndsAtMs: () => number
  /**
   * Aborted when the engine stops, and when the lease is lost. If the attempt then rejects, nothing is decided: the event
   * returns to the queue, or has another owner already.
   */
  readonly signal: AbortSignal
}

/** How an attempt ended. `payload` is the function's response or error object, byte for byte. */
export type AttemptResult = Exclude<AttemptOutcome, { outcome: 'zeroReserved' }> & { readonly payload?: Uint8Array }

/** Runs a function. A rejection counts as a system error with status code 500 (U-04). */
export type Invoke<Executable = unknown> = (attempt: Attempt<Executable>) => Promise<AttemptResult>

/**
 * An invocation record to send to a destination.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export interface Delivery {
  /** Side of the settings that names the destination. */
  readonly route: 'OnSuccess' | 'OnFailure'
  readonly destinationArn: string
  /** The invocation record as JSON. */
  readonly recordText: string
  readonly requestId: string
  readonly functionArn: string
  /** Why the event ended, as the record names it. */
  readonly condition: string
  /** Value of the `X-Amzn-Trace-Id` header. */
  readonly traceHeader?: string
  /** Aborted when the engine stops, and when the lease is lost. If the delivery then rejects, it returns to the queue. */
  readonly signal: AbortSignal
}

/** Answer of a carrier that kept a record or dead letter instead of sending it. */
export interface KeptDelivery {
  /** Where it is kept and why, in a sentence; the timeline's `explanation`. */
  readonly kept: string
}

/** Answer of a carrier: nothing if it sent the record or dead letter. */
// biome-ignore lint/suspicious/noConfusingVoidType: a carrier that returns nothing has sent.
export type DeliveryResult = KeptDelivery | void

/**
 * Sends an invocation record to its destination. A rejection counts as a failed delivery, and the record is dropped, as
 * Lambda drops it (DST-8), unless the option `failedDeliveries` keeps it.
 */
export type Deliver = (delivery: Delivery) => Promise<DeliveryResult>

/**
 * An event to send to the dead-letter queue or topic of the version that failed it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 */
export interface DeadLetterDelivery {
  readonly route: 'DeadLetter'
  readonly destinationArn: string
  /** Payload of the event, byte for byte as it was sent; `{}` for an invocation without one (DLQ-1, U-24). */
  readonly payload: Uint8Array
  /** Message attributes, under the names that Lambda sends (DLQ-2). */
  readonly attributes: DeadLetterSummary
  readonly requestId: string
  readonly functionArn: string
  /** Why the event ended, as a record would name it. */
  readonly condition: string
  /** Value of the `X-Amzn-Trace-Id` header. */
  readonly traceHeader?: string
  /** Aborted when the engine stops, and when the lease is lost. If the delivery then rejects, it returns to the queue. */
  readonly signal: AbortSignal
}

/** Sends an event to its dead-letter target. A rejection counts as a failed delivery (DLQ-8). */
export type DeliverDeadLetter = (delivery: DeadLetterDelivery) => Promise<DeliveryResult>

/** A queue item that the engine can neither process nor drop. */
export interface PoisonItem {
  readonly id: string
  readonly lane: string
  readonly state: Uint8Array
  readonly body: Uint8Array
  /** How often the store has handed the item out. */
  readonly deliveries: number
  /**
   * - `undecodable-state`: the engine cannot read the state; another program wrote it.
   * - `no-outcome`: the item was handed out too often without being settled, as after a crash in every attempt.
   * - `damaged`: the store says that the item is not as it was stored, as after a fault of the disk.
   */
  readonly reason: 'undecodable-state' | 'no-outcome' | 'damaged'
  /** Aborted when the engine stops, and when the lease is lost. */
  readonly signal: AbortSignal
}

/** Stores a poison item elsewhere, for a person to inspect. Once it resolves, the item leaves the queue. */
export type Quarantine = (item: PoisonItem) => Promise<void>
