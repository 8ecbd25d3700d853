/** How many runs there are at a time. */
export interface RunLimit {
  readonly slots: string
  readonly maxRuns: number
  /**
   * True if the store keeps to the limit over all processes, by counting leases. A run whose lease has ended may go on for a
   * moment, and is not counted.
   *
   * @defaultValue `false`: each process keeps to it
   */
  readonly inStore?: boolean
  /**
   * True if the store has kept to the limit since before the first claim: there are never more leases than runs may be.
   *
   * @defaultValue `false`
   */
  readonly fromStart?: boolean
}

/** What the settings of a function promise about its events. */
export interface FunctionPromises {
  /** Qualified ARN, as records carry it. */
  readonly functionArn: string
  readonly maxRetries: number
  readonly maxAgeMs: number
  /** Sides that have a target. */
  readonly routes: ReadonlySet<string>
  /** Limit of runs at a time. Functions with the same `slots` share it. */
  readonly limit?: RunLimit
}

/** What a history is checked for, beyond what holds for every engine and store. */
export interface HistoryPromises {
  readonly functionOf: (functionName: string) => FunctionPromises
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
  /**
   * True if the store itself notes its effects, so that none is missing: a process that ends leaves no doubt. Leases may end without
   * a fact that explains it, since a network loses answers.
   *
   * @defaultValue `false`
   */
  readonly effectsByStore?: boolean
}

/** What the parts of a check share. */
export interface Checking {
  readonly promises: HistoryPromises
  violation(text: string): void
}
