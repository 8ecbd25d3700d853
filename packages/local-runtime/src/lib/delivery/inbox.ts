import type { DeadLetterSummary } from '@async-invoke/schemas'

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
  /** Present on a dead letter. */
  readonly attributes?: DeadLetterSummary
  readonly traceHeader?: string
}

/** Limits on messages and on the characters of their bodies; beyond either, the oldest messages are dropped. */
const maxMessages = 10_000
const maxCharacters = 64 * 1_048_576

/**
 * Keeps records and dead letters for destinations without an endpoint, so that no other service has to run to read
 * them.
 */
export class Inbox {
  readonly #messages: InboxMessage[] = []
  #characters = 0
  #lastId = 0
  #changes = 0

  /** Increases with every message, and whenever the inbox is cleared. */
  get changes(): number {
    return this.#changes
  }

  add(message: Omit<InboxMessage, 'id'>): void {
    this.#lastId += 1
    this.#changes += 1
    this.#messages.push({ id: this.#lastId, ...message })
    this.#characters += message.body.length
    while (this.#messages.length > maxMessages || this.#characters > maxCharacters)
      this.#characters -= this.#messages.shift()?.body.length ?? 0
  }

  /** Messages that match the filter, oldest first. */
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
