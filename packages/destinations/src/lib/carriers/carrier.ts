import type { Arn } from '@async-invoke/schemas/function-reference'

/** A command with the trace header that is sent beside it. */
export interface Parcel<Command> {
  readonly command: Command
  readonly traceHeader: string | undefined
}

/** The outcome of one parcel. */
export type ParcelOutcome =
  | { readonly sent: true; readonly messageId?: string }
  | { readonly sent: false; readonly retriable: boolean; readonly cause: unknown }

/** Sends commands to one service through its SDK client. */
export interface Carrier<Command> {
  /** Maximum number of parcels in one request. */
  readonly maxParcelsPerRequest: number
  /** Looks up the URL of a queue; missing for services that are addressed by ARN. */
  readonly queueUrlOf?: (arn: Arn, signal: AbortSignal | undefined) => Promise<string>
  /**
   * Asks the service how many bytes a target takes; missing where the limit is the same for all. Resolves to `undefined`
   * if the service does not say. Rejects if it could not be asked.
   */
  readonly maxBytesOf?: (command: Command, signal: AbortSignal | undefined) => Promise<number | undefined>
  /** Only parcels of the same group may share a request. */
  groupOf(parcel: Parcel<Command>): string
  /** Makes one request. Rejects if the whole request fails; otherwise resolves to one outcome per parcel, in order. */
  send(parcels: readonly Parcel<Command>[], signal: AbortSignal | undefined): Promise<readonly ParcelOutcome[]>
}

export const withSignal = (signal: AbortSignal | undefined): { abortSignal?: AbortSignal } =>
  signal === undefined ? {} : { abortSignal: signal }
