import type { TargetCommandInput } from '@async-invoke/destinations/send'
import type { DeadLetterSummary } from '@async-invoke/schemas'
import { Newest } from '../retention/newest.ts'

/** A record or dead letter for a destination without an endpoint, as it would have been sent. */
export interface InboxMessage {
  /** Increases with every message. */
  readonly id: number
  readonly destinationArn: string
  readonly route: 'OnSuccess' | 'OnFailure' | 'DeadLetter'
  readonly requestId: string
  readonly functionArn: string
  readonly condition: string
  /** Time on the runtime's clock at which it would have been sent; ISO 8601. */
  readonly sentAt: string
  /** The invocation record as JSON; for a dead letter, the payload of the event. */
  readonly body: string
  /** Input of the SDK command that would have been sent: the entry for an event bus, the object for a bucket (DST-13). */
  readonly command: TargetCommandInput
  /** Present on a dead letter. */
  readonly attributes?: DeadLetterSummary
  /** Present on the dead letter of a rule or schedule that could not invoke: the attributes of its message (CON-10). */
  readonly messageAttributes?: Readonly<Record<string, string | number>>
  readonly traceHeader?: string
}

/** Messages that are kept, and their memory; beyond either, the oldest messages are dropped. */
const limits = { items: 10_000, bytes: 128 * 1_048_576 }

/** Memory of a message beside its longest texts: its objects, names, and attributes, of which the longest are 1 KB. */
const bytesBesideTexts = 8_192

/** Without a walk over its members (hot path). The body and the header stand in the command too, as the same strings. */
function bytesOf({ body, traceHeader = '' }: InboxMessage): number {
  return bytesBesideTexts + 2 * (body.length + traceHeader.length)
}

/**
 * Keeps records and dead letters for destinations without an endpoint, so that no other service has to run to read
 * them.
 */
export class Inbox {
  readonly #messages = new Newest<InboxMessage>(limits, bytesOf)
  #lastId = 0
  #changes = 0

  /** Increases with every message, and whenever the inbox is cleared. */
  get changes(): number {
    return this.#changes
  }

  /** Messages dropped since the start or since the inbox was cleared, for the limits. */
  get dropped(): number {
    return this.#messages.dropped
  }

  add(message: Omit<InboxMessage, 'id'>): void {
    this.#lastId += 1
    this.#changes += 1
    this.#messages.add({ id: this.#lastId, ...message })
  }

  /** Messages that match the filter, oldest first. */
  messages(filter: { readonly destinationArn?: string; readonly requestId?: string } = {}): readonly InboxMessage[] {
    const { destinationArn, requestId } = filter
    return this.#messages
      .all()
      .filter(
        (message) =>
          (destinationArn === undefined || message.destinationArn === destinationArn) &&
          (requestId === undefined || message.requestId === requestId),
      )
  }

  clear(): void {
    this.#changes += 1
    this.#messages.clear()
  }
}
