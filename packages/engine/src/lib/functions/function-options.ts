import type { EventInvokeConfig } from '@async-invoke/schemas'
import type { RecursiveLoop } from '../decide/lineage.ts'
import type { CommonEngineOptions, EngineOptions } from '../loop/engine-options.ts'
import type { Deliver, Invoke, Resolve } from '../ports.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import type { Clock } from '../time/clock.ts'
import type { Handler } from './handler.ts'

/** How to run a function in this process. */
export interface FunctionHandler {
  readonly handler: Handler
  /**
   * Timeout of a run, in milliseconds on the clock. A handler that exceeds it is abandoned, not killed. With `invoke`, it
   * gives each attempt its deadline.
   *
   * @defaultValue `900_000`, Lambda's maximum; with `invoke`, none
   */
  readonly timeoutMs?: number
}

/**
 * Settings and configuration of a function; the settings are those of `$LATEST`. Targets and limits are declared flat, or as in
 * Lambda's API; a mixture is refused.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
 */
export interface FunctionSettings extends EventInvokeConfig {
  /** ARN of the dead-letter queue or topic for events that fail for good. Requires `deliverDeadLetter`. */
  readonly deadLetterTargetArn?: string
  /**
   * Reserved concurrency: the maximum number of concurrent runs. With 0, every event is discarded.
   *
   * @defaultValue none; the function shares the slots of `unreservedConcurrency`
   */
  readonly reservedConcurrency?: number
  /** Destinations as in Lambda's API, in place of `OnSuccess` and `OnFailure`. */
  readonly DestinationConfig?: {
    readonly OnSuccess?: { readonly Destination?: string } | null
    readonly OnFailure?: { readonly Destination?: string } | null
  } | null
  /** Dead-letter queue or topic as in Lambda's API, in place of `deadLetterTargetArn`. */
  readonly DeadLetterConfig?: { readonly TargetArn?: string | null } | null
  /** Reserved concurrency under its name in Lambda's API, in place of `reservedConcurrency`. */
  readonly ReservedConcurrentExecutions?: number
  /**
   * Whether to stop a chain of runs that trigger each other, after sixteen of them.
   *
   * @defaultValue `Off`
   */
  readonly recursiveLoop?: RecursiveLoop
}

/** A function by name: its handler and its settings. */
export interface NamedFunction extends FunctionHandler, FunctionSettings {}

/** Options of an engine that is given functions by name, without the functions. */
export interface DerivedEngineOptions extends CommonEngineOptions {
  /**
   * Holds the queue.
   *
   * @defaultValue a memory store on {@link clock}
   */
  readonly store?: QueueStore
  /**
   * Time for the engine, its store and its runs. If you also give `store`, it must use the same clock.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
  /**
   * Region in the ARNs of functions. If you give it, targets in another region are refused, as Lambda refuses them.
   *
   * @defaultValue `us-east-1`
   */
  readonly region?: string
  /**
   * Account id in the ARNs of functions.
   *
   * @defaultValue `123456789012`
   */
  readonly accountId?: string
}

/** Options of an engine that derives `resolve` and `invoke` from its functions. */
export interface NamedFunctionsOptions extends DerivedEngineOptions {
  /** Functions by unqualified name. Each is its `$LATEST`; there are no versions or aliases. */
  readonly functions: Readonly<Record<string, NamedFunction>>
  readonly resolve?: never
  readonly invoke?: never
  /** Sends invocation records. Required if a function names `OnSuccess` or `OnFailure`. */
  readonly deliver?: Deliver
}

/** Options of an engine that derives `invoke` from handlers and takes settings from `resolve`. */
export interface NamedHandlersOptions extends DerivedEngineOptions {
  /** Handlers by unqualified function name. */
  readonly functions: Readonly<Record<string, FunctionHandler & { readonly [Name in keyof FunctionSettings]?: never }>>
  readonly resolve: Resolve
  readonly invoke?: never
  readonly deliver: Deliver
}

/** Options of an engine that derives `resolve` from settings and runs functions through `invoke`. */
export interface NamedSettingsOptions extends DerivedEngineOptions {
  /** Settings by unqualified function name. */
  readonly functions: Readonly<
    Record<string, FunctionSettings & Pick<FunctionHandler, 'timeoutMs'> & { readonly handler?: never }>
  >
  readonly resolve?: never
  readonly invoke: Invoke
  /** Sends invocation records. Required if a function names `OnSuccess` or `OnFailure`. */
  readonly deliver?: Deliver
}

/** Options of an engine that is given functions by name. */
export type FunctionEngineOptions = NamedFunctionsOptions | NamedHandlersOptions | NamedSettingsOptions

/** Options of `createEngine`: functions by name, or all ports. */
export type CreateEngineOptions<Executable = unknown> =
  | FunctionEngineOptions
  | (EngineOptions<Executable> & { readonly functions?: never })
