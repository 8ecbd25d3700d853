import type { Arn } from '@async-invoke/schemas/function-reference'

/** A command on its way, with what travels beside it. */
export interface Parcel<Command> {
  readonly command: Command
  readonly traceHeader: string | undefined
}

/** What came of one parcel of a request. */
export type ParcelOutcome =
  | { readonly sent: true; readonly messageId?: string }
  | { readonly sent: false; readonly retriable: boolean; readonly cause: unknown }

/** One service behind an SDK client, as the sender needs it. */
export interface Carrier<Command> {
  /** Parcels that one request takes at most. */
  readonly parcelsPerRequest: number
  /** Looks up the URL of a queue, which its ARN does not tell; missing where the ARN is enough. */
  readonly queueUrlOf?: (arn: Arn, signal: AbortSignal | undefined) => Promise<string>
  /** Parcels of the same group may share a request. */
  groupOf(parcel: Parcel<Command>): string
  /** One request. Rejects when it failed as a whole; otherwise one outcome for each parcel, in their order. */
  send(parcels: readonly Parcel<Command>[], signal: AbortSignal | undefined): Promise<readonly ParcelOutcome[]>
}

export const withSignal = (signal: AbortSignal | undefined): { abortSignal?: AbortSignal } =>
  signal === undefined ? {} : { abortSignal: signal }
