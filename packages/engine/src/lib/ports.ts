import type { DeadLetterSummary, EventInvokeConfig } from '@async-invoke/schemas'
import type { AttemptOutcome } from './decide/decide-next.ts'
import type { RecursiveLoop } from './decide/lineage.ts'
import type { InvokedReference } from './invoked-reference.ts'

/** One version behind an alias. */
export interface WeightedVersion<Executable = unknown> {
  /** Version number, or `$LATEST`. */
  readonly version: string
  readonly executable?: Executable
  /** Share of the attempts, in any unit; shares need not add up to 1. */
  readonly weight: number
  /** Dead-letter target that this version was published with (DSP-7). */
  readonly deadLetterTargetArn?: string
}

/** What a reference leads to at this moment; asked anew for every attempt (DSP-2). */
export interface Resolution<Executable = unknown> {
  /** Qualified ARN of the reference as invoked, for records; known also when the target is gone. */
  readonly functionArn: string
  /** Settings stored under exactly this qualifier, without fallback; `{}` when there are none (DSP-6). */
  readonly config: EventInvokeConfig
  /** `missing`: the function, version or alias is gone. `zeroReserved`: reserved concurrency is 0. */
  readonly target: 'present' | 'missing' | 'zeroReserved'
  /** Version that the reference leads to; handed to `invoke`. */
  readonly version?: string
  /** All that `invoke` needs of that version, so that it looks nothing up again; opaque to the engine. */
  readonly executable?: Executable
  /** Versions of a weighted alias, one drawn for each attempt (DSP-5); they replace `version` and `executable`. */
  readonly weightedVersions?: readonly WeightedVersion<Executable>[]
  /** Dead-letter target of the version that the reference leads to (DSP-7); not the one of the alias or of `$LATEST`. */
  readonly deadLetterTargetArn?: string
  /** Reserved concurrency of the function, all its versions and aliases together (FNC-8); missing when it has none. */
  readonly reservedConcurrency?: number
  /** Whether runs that cause themselves are stopped after sixteen; default `Off`. Lambda's own default is `Terminate`. */
  readonly recursiveLoop?: RecursiveLoop
}

export type Resolve<Executable = unknown> = (
  reference: InvokedReference,
) => Resolution<Executable> | Promise<Resolution<Executable>>

/** One run that is asked for. */
export interface Attempt<Executable = unknown> {
  readonly requestId: string
  readonly reference: InvokedReference
  /** The event's bytes as they were sent. */
  readonly payload: Uint8Array
  /** 1 for the first attempt; throttled ones are counted here. */
  readonly attempt: number
  readonly traceHeader?: string
  /** Version that this attempt is for, where the resolution names one; it may differ from the last attempt's (DSP-5). */
  readonly version?: string
  /** As the resolution of this attempt gave it, for this version. */
  readonly executable?: Executable
  /** Aborted when the engine stops; an attempt that rejects after that is handed back and not judged. */
  readonly signal: AbortSignal
}

/** What came of a run; `payload` is what the function answered, its error object included, byte for byte. */
export type AttemptResult = Exclude<AttemptOutcome, { outcome: 'zeroReserved' }> & { readonly payload?: Uint8Array }

/** Runs a function. A rejection counts as a system error with status 500 (U-04). */
export type Invoke<Executable = unknown> = (attempt: Attempt<Executable>) => Promise<AttemptResult>

/** A record on its way to one destination. */
export interface Delivery {
  readonly route: 'OnSuccess' | 'OnFailure'
  readonly destinationArn: string
  /** The invocation record's text. */
  readonly recordText: string
  readonly requestId: string
  readonly functionArn: string
  readonly condition: string
  readonly traceHeader?: string
  readonly signal: AbortSignal
}

/** Nothing was sent: whoever was to send it has kept it. */
export interface KeptDelivery {
  /** Where it is and why, in a sentence; the timeline's `explanation`. */
  readonly kept: string
}

/** What became of a delivery; nothing to say when it was sent. */
// biome-ignore lint/suspicious/noConfusingVoidType: a function that returns nothing has sent.
export type DeliveryResult = KeptDelivery | void

/**
 * Sends a record, or keeps it and says so. A rejection counts as a failed delivery: the record is dropped, as Lambda drops
 * it (DST-8).
 */
export type Deliver = (delivery: Delivery) => Promise<DeliveryResult>

/** An event on its way to the dead-letter queue or topic of the version that failed it. */
export interface DeadLetterDelivery {
  readonly route: 'DeadLetter'
  readonly destinationArn: string
  /** The event's bytes as they were sent; `{}` for an invoke without a body (DLQ-1, U-24). */
  readonly payload: Uint8Array
  /** The message attributes, under the names in which Lambda sends them (DLQ-2). */
  readonly attributes: DeadLetterSummary
  readonly requestId: string
  readonly functionArn: string
  readonly condition: string
  readonly traceHeader?: string
  readonly signal: AbortSignal
}

/** Sends an event to its dead-letter target, or keeps it and says so. A rejection counts as a failed delivery (DLQ-8). */
export type DeliverDeadLetter = (delivery: DeadLetterDelivery) => Promise<DeliveryResult>

/** An item that the engine cannot carry out and does not drop: handed over whole, for people to look at. */
export interface PoisonItem {
  readonly id: string
  readonly lane: string
  readonly state: Uint8Array
  readonly body: Uint8Array
  readonly deliveries: number
  /** `undecodable-state`: written by something else. `no-outcome`: handed out too often without ever being settled. */
  readonly reason: 'undecodable-state' | 'no-outcome'
  readonly signal: AbortSignal
}

/** Keeps a poison item somewhere else; when it resolves, the item leaves the queue. */
export type Quarantine = (item: PoisonItem) => Promise<void>
