import type { EventProgress } from '../../decide/next-step.ts'

/** A delivery of an event, with the attempts that it leads to. */
export interface Delivery {
  /** Number of the event, from 1. */
  readonly event: number
  /** True for a delivery besides the first. */
  readonly isCopy: boolean
  readonly requestId: string
  progress: EventProgress
  attempts: number
  dueMs: number
  /** Ends the environment before the next attempt. */
  restart: boolean
}

/** How the first delivery of an event ended. */
export interface DeliveryEnd {
  readonly condition: string
  /** Runs that failed. */
  readonly failures: number
  /** Error of the last run that failed. */
  readonly error?: string
  /** True if something reports the failure: a destination or a dead-letter target. */
  readonly isReported: boolean
}
