import type { EventInvokeConfig } from '@async-invoke/schemas'
import type { AttemptOutcome } from './decide-next.ts'

/** A function as the caller named it; without a qualifier it means `$LATEST`, and the record says so (REC-1). */
export interface InvokedReference {
  readonly functionName: string
  readonly qualifier?: string
}

/** What a reference leads to at this moment; asked anew for every attempt (DSP-2). */
export interface Resolution {
  /** Qualified ARN of the reference as invoked, for records; known also when the target is gone. */
  readonly functionArn: string
  /** Settings stored under exactly this qualifier, without fallback; `{}` when there are none (DSP-6). */
  readonly config: EventInvokeConfig
  /** `missing`: the function, version or alias is gone. `zeroReserved`: reserved concurrency is 0. */
  readonly target: 'present' | 'missing' | 'zeroReserved'
}

export type Resolve = (reference: InvokedReference) => Resolution | Promise<Resolution>

/** One run that is asked for. */
export interface Attempt {
  readonly requestId: string
  readonly reference: InvokedReference
  /** The event's bytes as they were sent. */
  readonly payload: Uint8Array
  /** 1 for the first attempt; throttled ones are counted here. */
  readonly attempt: number
  readonly traceHeader?: string
  /** Aborted when the engine stops; an attempt that rejects after that is handed back and not judged. */
  readonly signal: AbortSignal
}

/** What came of a run; `payload` is what the function answered, its error object included, byte for byte. */
export type AttemptResult = Exclude<AttemptOutcome, { outcome: 'zeroReserved' }> & { readonly payload?: Uint8Array }

/** Runs a function. A rejection counts as a system error with status 500 (U-04). */
export type Invoke = (attempt: Attempt) => Promise<AttemptResult>

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

/** Sends a record. A rejection counts as a failed delivery: the record is dropped, as Lambda drops it (DST-8). */
export type Deliver = (delivery: Delivery) => Promise<void>
