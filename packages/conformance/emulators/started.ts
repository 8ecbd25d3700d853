import type { EndpointCheck } from '../src/index.ts'

/** An emulator that runs, or the reason why it does not. */
export type Started = Running | { readonly skipped: string }

/** An emulator that runs. */
export interface Running {
  /** `5.2.1` */
  readonly version: string
  readonly check: EndpointCheck
  stop(): Promise<void>
}

/** An emulator of Lambda's API. */
export interface Emulator {
  /** Name of its report's file. */
  readonly name: string
  readonly title: string
  /** How it was started, for its report. */
  readonly how: string
  start(): Promise<Started>
}
