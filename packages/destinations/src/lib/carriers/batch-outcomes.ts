import type { ParcelOutcome } from './carrier.ts'

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
