import type { EventInvokeConfigRequest } from '@async-invoke/schemas/event-invoke-config'

/**
 * A load on asynchronous functions, what goes wrong, and the settings to compare: the document that `scenario.schema.json`
 * describes.
 */
export interface Scenario {
  /** For editors; ignored otherwise. */
  readonly $schema?: string
  readonly version: '1.0'
  readonly title?: string
  readonly about?: string
  /** How long events arrive. May be missing if all arrivals are recorded: then until the last of them. */
  readonly durationSeconds?: number
  /**
   * When the simulation ends.
   *
   * @defaultValue when no event is left
   */
  readonly observeSeconds?: number
  /**
   * Concurrency of the account, in which functions without reserved concurrency share what is left.
   *
   * @defaultValue `1000`, Lambda's own
   */
  readonly accountConcurrency?: number
  /** Functions by name. */
  readonly functions: Readonly<Record<string, ScenarioFunction>>
  readonly outages?: readonly Outage[]
  /**
   * Probability, 0 to 1, that an event is queued twice (INV-14).
   *
   * @defaultValue `0`
   */
  readonly duplicateProbability?: number
  /** Settings to compare, by name; without any, the settings of the functions are the only ones. */
  readonly variants?: Readonly<Record<string, Variant>>
}

/** A function of a scenario. */
export interface ScenarioFunction {
  readonly arrivals: Arrivals | readonly Arrivals[]
  readonly durationMs: Distribution
  /**
   * Probability, 0 to 1, that a run is a function error.
   *
   * @defaultValue `0`
   */
  readonly errorProbability?: number
  /** A run that would take longer ends here, with an error (RTY-11). */
  readonly timeoutSeconds?: number
  /** Memory of the function, for its GB-seconds. */
  readonly memoryMegabytes?: number
  readonly settings?: ScenarioSettings
}

/** Settings of a function, under their names in Lambda's API. In a variant, null removes a setting. */
export interface ScenarioSettings extends EventInvokeConfigRequest {
  readonly ReservedConcurrentExecutions?: number | null
  readonly DeadLetterConfig?: { readonly TargetArn?: string | null } | null
}

/** Where events come from; exactly one member. */
export interface Arrivals {
  /** At even distances. */
  readonly constant?: { readonly perSecond: number }
  /** At random, independent of each other. */
  readonly poisson?: { readonly perSecond: number }
  /** Many at once, again and again. */
  readonly bursts?: {
    readonly events: number
    readonly everySeconds: number
    /** @defaultValue `0` */
    readonly firstAtSeconds?: number
    /** Time in which the events of a burst arrive. @defaultValue `0` */
    readonly overSeconds?: number
  }
  /** JSON Lines of times: numbers of milliseconds, ISO 8601, or objects with a `time`, `timestamp` or `at`. */
  readonly trace?: { readonly file: string }
  /** CloudWatch's data of a metric, such as the sum of AsyncEventsReceived, as JSON or CSV. */
  readonly metric?: {
    readonly file: string
    /** Id or label of the metric in a file with several; the column of a CSV. */
    readonly name?: string
    /** Length of a period. @defaultValue the shortest distance of two values */
    readonly periodSeconds?: number
    /** How the events of a period are spread over it. @defaultValue `random` */
    readonly spread?: 'random' | 'even'
  }
}

/** Durations in milliseconds: a number, or an object with exactly one member. Nothing runs longer than 900 s. */
export type Distribution =
  | number
  | {
      readonly uniform?: { readonly from: number; readonly to: number }
      readonly exponential?: { readonly mean: number }
      /** Log-normal, by its median and its 99th percentile. */
      readonly logNormal?: { readonly p50: number; readonly p99: number }
      /** By percentile, such as `p50` or `p99.9`, with straight lines between them. */
      readonly percentiles?: Readonly<Record<string, number>>
    }

/** A time in which runs fail or attempts are throttled. */
export interface Outage {
  readonly fromSeconds: number
  readonly forSeconds: number
  /**
   * `errors`: runs that begin in this time are function errors; `systemErrors`: faults of the service; `throttles`: attempts
   * are throttled although slots may be free.
   */
  readonly effect: 'errors' | 'systemErrors' | 'throttles'
  /**
   * Probability, 0 to 1, that it meets an attempt.
   *
   * @defaultValue `1`
   */
  readonly probability?: number
  /** How long the failing runs take, as until a time-out. @defaultValue as other runs */
  readonly durationMs?: Distribution
  /** Functions that it meets. @defaultValue all */
  readonly functions?: readonly string[]
}

/** Settings that differ from those of the functions. */
export interface Variant {
  readonly about?: string
  readonly accountConcurrency?: number
  /** Settings by function, each in place of the function's own of that name. */
  readonly functions?: Readonly<Record<string, ScenarioSettings>>
}
