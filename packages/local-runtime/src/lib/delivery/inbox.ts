import type { DeadLetterSummary } from '@async-invoke/schemas'

/** A record or a dead letter that had nowhere else to go: what would have been sent. */
export interface InboxMessage {
  /** Grows with every message. */
  readonly id: number
  readonly destinationArn: string
  readonly route: 'OnSuccess' | 'OnFailure' | 'DeadLetter'
  readonly requestId: string
  readonly functionArn: string
  readonly condition: string
  /** When it would have been sent, on the held clock; ISO 8601. */
  readonly sentAt: string
  /** The invocation record's text, or the event's for a dead letter. */
  readonly body: string
  /** Of a dead letter. */
  readonly attributes?: DeadLetterSummary
  readonly traceHeader?: string
}

/** Messages that are kept, and characters of their bodies; the oldest go first. */
const mostMessages = 10_000
const mostCharacters = 64 * 1_048_576

/** Keeps what is sent to destinations that no endpoint is configured for, so that nothing need be running to see it. */
export class Inbox {
  readonly #messages: InboxMessage[] = []
  #characters = 0
  #lastId = 0
  #changes = 0

  /** Grows with every message and every emptying. */
  get changes(): number {
    return this.#changes
  }

  add(message: Omit<InboxMessage, 'id'>): void {
    this.#lastId += 1
    this.#changes += 1
    this.#messages.push({ id: this.#lastId, ...message })
    this.#characters += message.body.length
    while (this.#messages.length > mostMessages || this.#characters > mostCharacters)
      this.#characters -= this.#messages.shift()?.body.length ?? 0
  }

  /** Oldest first; those to one destination or of one event where asked. */
  messages(filter: { readonly destinationArn?: string; readonly requestId?: string } = {}): readonly InboxMessage[] {
    const { destinationArn, requestId } = filter
    return this.#messages.filter(
      (message) =>
        (destinationArn === undefined || message.destinationArn === destinationArn) &&
        (requestId === undefined || message.requestId === requestId),
    )
  }

  clear(): void {
    this.#changes += 1
    this.#characters = 0
    this.#messages.length = 0
  }
}
