import type { ParcelOutcome } from './carrier.ts'

/** The id of an entry in a batch: its position. */
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

/**
 * Reads the outcomes of a batch from the response of SQS or SNS. A failure that is not the sender's fault is retriable.
 */
export function batchOutcomes(
  count: number,
  { Successful = [], Failed = [] }: BatchResponse,
): readonly ParcelOutcome[] {
  return Array.from({ length: count }, (_, index) => {
    const id = entryId(index)
    const sent = Successful.find(({ Id }) => Id === id)
    if (sent !== undefined) return sentOutcome(sent.MessageId)
    const failed = Failed.find(({ Id }) => Id === id)
    const retriable = failed?.SenderFault === false
    return { sent: false, retriable, cause: new EntryError(failed?.Code, failed?.Message) }
  })
}

export function sentOutcome(messageId: string | undefined): ParcelOutcome {
  return messageId === undefined ? { sent: true } : { sent: true, messageId }
}

/** The error of one entry in a batch. `name` is the code of the service. */
export class EntryError extends Error {
  override readonly name: string

  constructor(code: string | undefined, message: string | undefined) {
    super(message ?? 'the service gave no reason')
    this.name = code ?? 'NoAnswer'
  }
}
