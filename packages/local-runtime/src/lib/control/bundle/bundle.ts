import type { Timeline } from '@async-invoke/schemas/timeline'
import type { InboxMessage } from '../../delivery/inbox.ts'
import type { LogLine } from '../../execution/logs/function-logs.ts'
import type { FunctionState } from '../functions/function-state.ts'
import type { StackGraph } from '../graph/stack-graph.ts'

/** Value of `format` in every bundle. */
export const bundleFormat = 'async-invoke-bundle'

/** What a bundle holds, to be read before it is written or sent to anyone. */
export interface BundleContents {
  readonly functions: number
  readonly events: number
  /** Payloads, and their size in bytes. */
  readonly payloads: number
  readonly payloadBytes: number
  /** Messages of the inbox. */
  readonly messages: number
  readonly logLines: number
  /** What the limit in bytes, or the wish to have no payloads, left out; and what the runtime itself no longer kept. */
  readonly leftOut: {
    readonly events: number
    readonly payloads: number
    readonly messages: number
    readonly logLines: number
  }
  /** Environment values and credentials that stood in texts and were replaced, by the name that stands in their place. */
  readonly replaced: Readonly<Record<string, number>>
}

/** The state of a runtime in one document, for a bug report: everything the page shows, without environment and credentials. */
export interface Bundle {
  readonly format: typeof bundleFormat
  readonly version: '1.0'
  /** Wall time; ISO 8601. */
  readonly createdAt: string
  readonly madeBy: { readonly localRuntime: string; readonly node: string; readonly platform: string }
  readonly contents: BundleContents
  /** Answer of `GET health`. */
  readonly health: Readonly<Record<string, unknown>>
  readonly faults: Readonly<Record<string, number>>
  /** In the format of Prometheus. */
  readonly metrics: string
  readonly functions: readonly FunctionState[]
  /** Missing in bundles of earlier versions. */
  readonly graph?: StackGraph
  /** Newest first. */
  readonly timelines: readonly Timeline[]
  /** By request id, as they were sent. */
  readonly payloads: Readonly<Record<string, string>>
  /** Oldest first. */
  readonly messages: readonly BundledMessage[]
  /** By function, oldest first. */
  readonly logs: Readonly<Record<string, readonly LogLine[]>>
}

/** A message of the inbox. Without payloads it has no command, and its body is the record without them, or empty. */
export type BundledMessage = Omit<InboxMessage, 'command'> & Partial<Pick<InboxMessage, 'command'>>
