import { readdirSync, readFileSync } from 'node:fs'

/** A vector of `vectors/retry-timelines`: the outcome of each attempt, and when the engine must make it. */
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

/** Reads the documents of a folder in `vectors`, named after their files. Throws if there are none. */
export function readVectors<Content>(topic: string): readonly { readonly name: string; readonly content: Content }[] {
  const url = new URL(`../../../vectors/${topic}/`, import.meta.url)
  const files = readdirSync(url)
  if (files.length === 0) throw new Error(`no vectors in ${url.pathname}`)
  return files.map((file) => ({
    name: file.replace('.json', ''),
    content: JSON.parse(readFileSync(new URL(file, url), 'utf8')),
  }))
}

export const retryTimelines: readonly RetryTimeline[] = readVectors<Omit<RetryTimeline, 'name'>>('retry-timelines').map(
  ({ name, content }) => ({ name, ...content }),
)
