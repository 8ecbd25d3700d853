import type { Arn } from '@async-invoke/schemas/function-reference'
import type { TargetCommand } from '../command-size.ts'
import type { Sendable } from './sendable.ts'

/** A command on its way, with what travels beside it. */
export interface Parcel<Command> {
  readonly command: Command
  readonly traceHeader: string | undefined
}

/** What came of one parcel of a request. */
export type ParcelOutcome =
  | { readonly sent: true; readonly messageId?: string }
  | { readonly sent: false; readonly retriable: boolean; readonly cause: unknown }

/** One service, as the sender needs it. */
export interface Carrier<Command extends TargetCommand> {
  /** Most parcels that one request takes. */
  readonly parcelsPerRequest: number
  /** What the service wants to be called with where the ARN is not enough: a queue's URL. */
  addressOf(arn: Arn, signal: AbortSignal | undefined): Promise<string>
  /** Throws where no message can be made of it. */
  format(sendable: Sendable, address: string): Command
  /** Parcels of the same group may share a request. */
  groupOf(parcel: Parcel<Command>): string
  /** One request. Rejects when it failed as a whole; otherwise one outcome for each parcel, in their order. */
  send(parcels: readonly Parcel<Command>[], signal: AbortSignal | undefined): Promise<readonly ParcelOutcome[]>
}

export const withSignal = (signal: AbortSignal | undefined): { abortSignal?: AbortSignal } =>
  signal === undefined ? {} : { abortSignal: signal }

/** Entries of a batch are named by their place in it. */
export const entryId = (index: number): string => String(index)

interface BatchResponse {
  readonly Successful?:
    | readonly { readonly Id?: string | undefined; readonly MessageId?: string | undefined }[]
    | undefined
  readonly Failed?:
    | readonly {
        readonly Id: string | undefined
        readonly SenderFault: boolean | undefined
        readonly Code: string | undefined
        readonly Message?: string | undefined
      }[]
    | undefined
}

/** Outcomes of a batch of SQS or SNS, which answer alike: what is not the sender's fault may be tried again. */
export function batchOutcomes(
  count: number,
  { Successful = [], Failed = [] }: BatchResponse,
): readonly ParcelOutcome[] {
  return Array.from({ length: count }, (_, index) => {
    const id = entryId(index)
    const sent = Successful.find(({ Id }) => Id === id)
    if (sent !== undefined) return sentAs(sent.MessageId)
    const failed = Failed.find(({ Id }) => Id === id)
    const retriable = failed?.SenderFault === false
    return { sent: false, retriable, cause: new EntryError(failed?.Code, failed?.Message) }
  })
}

export function sentAs(messageId: string | undefined): ParcelOutcome {
  return messageId === undefined ? { sent: true } : { sent: true, messageId }
}

/** What a service said of one entry of a batch; `name` is its code. */
export class EntryError extends Error {
  override readonly name: string

  constructor(code: string | undefined, message: string | undefined) {
    super(message ?? 'the service gave no reason')
    this.name = code ?? 'NoAnswer'
  }
}
