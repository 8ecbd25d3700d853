/** What the settings of a function promise about its events. */
export interface FunctionPromises {
  /** Qualified ARN, as records carry it. */
  readonly functionArn: string
  readonly maxRetries: number
  readonly maxAgeMs: number
  /** Sides that have a target. */
  readonly routes: ReadonlySet<string>
  /** Limit of runs at a time. Functions with the same `slots` share it. */
  readonly limit?: { readonly slots: string; readonly maxRuns: number }
}

/** What a history is checked for, beyond what holds for every engine and store. */
export interface HistoryPromises {
  readonly functionOf: (functionName: string) => FunctionPromises
  /**
   * Whether functions have their limits in each process alone or over all processes.
   *
   * @defaultValue `process`
   */
  readonly limitsOver?: 'process' | 'all'
  /** The engines' option `maxDeliveriesWithoutOutcome`. */
  readonly maxWithoutOutcome: number
  /**
   * How far the time of an engine may be from the time of the facts, in milliseconds.
   *
   * @defaultValue `0`
   */
  readonly maxClockErrorMs?: number
  /**
   * True if a store gives up all leases of a process that ends, as one that only one process at a time may open.
   *
   * @defaultValue `false`
   */
  readonly leasesEndWithProcess?: boolean
}

/** What the parts of a check share. */
export interface Checking {
  readonly promises: HistoryPromises
  violation(text: string): void
}
