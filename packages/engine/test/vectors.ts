import { readdirSync, readFileSync } from 'node:fs'

/** One row of `vectors/retry-timelines`: what each attempt comes to, and when the engine must have made it. */
export interface RetryTimeline {
  readonly name: string
  readonly why: string
  readonly config: {
    readonly MaximumRetryAttempts?: number
    readonly MaximumEventAgeInSeconds?: number
    readonly reservedConcurrentExecutions?: number
  }
  readonly attemptOutcomes: readonly ('success' | 'functionError' | 'notFound' | 'throttle' | 'systemError')[]
  readonly expectedAttemptOffsetsSeconds: readonly number[]
  readonly expectedTerminal: {
    readonly condition: string
    readonly approximateInvokeCount: number
    readonly offsetSeconds: number
    readonly responseContext?: object
  }
}

const folder = new URL('../../../vectors/retry-timelines/', import.meta.url)

export const retryTimelines: readonly RetryTimeline[] = readdirSync(folder).map((file) => ({
  name: file.replace('.json', ''),
  ...JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
}))
