import type { Bench } from './bench/bench.ts'

/** A behaviour that an endpoint can show, as a small program. */
export interface EndpointScenario {
  /** Unique sentence: `Put replaces the settings`. */
  readonly name: string
  /** Ids of the statements that it shows. */
  readonly shows: readonly string[]
  /** Seconds that it may take where time is real: its waits, and something for the rest. */
  readonly seconds: number
  run(bench: Bench): Promise<void>
}
