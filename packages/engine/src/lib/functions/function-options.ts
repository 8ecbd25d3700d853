import type { EventInvokeConfig } from '@async-invoke/schemas'
import type { RecursiveLoop } from '../decide/lineage.ts'
import type { CommonEngineOptions, EngineOptions } from '../loop/engine-options.ts'
import type { Deliver, Invoke, Resolve } from '../ports.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import type { Clock } from '../time/clock.ts'
import type { Handler } from './in-process-invoker.ts'

/** How a function of this process runs. */
export interface FunctionHandler {
  readonly handler: Handler
  /**
   * Milliseconds on the clock that a run may take. A run that takes longer is abandoned, not ended.
   *
   * @defaultValue `900_000`, Lambda's longest
   */
  readonly timeoutMs?: number
}

/** A function's asynchronous settings, which its `$LATEST` has, and its own configuration. */
export interface FunctionSettings extends EventInvokeConfig {
  /** Queue or topic for events that fail for good; needs `deliverDeadLetter`. */
  readonly deadLetterTargetArn?: string
  /**
   * Runs at one time; with 0 every event is discarded.
   *
   * @defaultValue none: the function shares `unreservedConcurrency`
   */
  readonly reservedConcurrency?: number
  /**
   * Whether runs that cause themselves are stopped after sixteen.
   *
   * @defaultValue `Off`
   */
  readonly recursiveLoop?: RecursiveLoop
}

/** A function by name: its handler with its settings. */
export interface NamedFunction extends FunctionHandler, FunctionSettings {}

/** Options beside functions that are given by name. */
export interface DerivedEngineOptions extends CommonEngineOptions {
  /**
   * Reads and writes the queue.
   *
   * @defaultValue a memory store on {@link clock}
   */
  readonly store?: QueueStore
  /**
   * Time for store, runs and engine; a store that is given must work on the same clock.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
  /**
   * Region in the functions' ARNs. Where it is given, targets of another region are refused as Lambda refuses them.
   *
   * @defaultValue `us-east-1`
   */
  readonly region?: string
  /**
   * Account in the functions' ARNs.
   *
   * @defaultValue `123456789012`
   */
  readonly accountId?: string
}

/** Functions with everything about them: the engine derives `resolve` and `invoke`. */
export interface NamedFunctionsOptions extends DerivedEngineOptions {
  /** Functions by name, without a qualifier: each is its `$LATEST`, and has no versions or aliases. */
  readonly functions: Readonly<Record<string, NamedFunction>>
  readonly resolve?: never
  readonly invoke?: never
  /** Sends records; needed where a function names `OnSuccess` or `OnFailure`. */
  readonly deliver?: Deliver
}

/** Handlers of this process whose settings come from elsewhere: the engine derives `invoke`. */
export interface NamedHandlersOptions extends DerivedEngineOptions {
  readonly functions: Readonly<Record<string, FunctionHandler & { readonly [Name in keyof FunctionSettings]?: never }>>
  readonly resolve: Resolve
  readonly invoke?: never
  readonly deliver: Deliver
}

/** Settings of functions that run elsewhere: the engine derives `resolve`. */
export interface NamedSettingsOptions extends DerivedEngineOptions {
  readonly functions: Readonly<Record<string, FunctionSettings & { readonly [Name in keyof FunctionHandler]?: never }>>
  readonly resolve?: never
  readonly invoke: Invoke
  readonly deliver?: Deliver
}

/** Options of an engine that is given its functions by name. */
export type FunctionEngineOptions = NamedFunctionsOptions | NamedHandlersOptions | NamedSettingsOptions

/** Options of an engine: its functions by name, or all of its ports. */
export type CreateEngineOptions<Executable = unknown> =
  | FunctionEngineOptions
  | (EngineOptions<Executable> & { readonly functions?: never })
