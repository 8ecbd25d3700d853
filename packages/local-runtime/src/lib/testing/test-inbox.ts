import type { InboxMessage } from '../delivery/inbox.ts'

/** Chooses messages of the inbox: members that must be equal, or a predicate. */
export type InboxFilter =
  | {
      readonly requestId?: string
      readonly destinationArn?: string
      readonly route?: InboxMessage['route']
      readonly condition?: string
    }
  | ((message: InboxMessage) => boolean)

/** Limits of one wait. */
export interface WaitOptions {
  /**
   * Wall time after which the wait fails, in milliseconds. Runs that take longer are waited for. The default is less than the five
   * seconds after which vitest and jest give a test up, without a word about its events.
   *
   * @defaultValue `4_000`
   */
  readonly timeoutMs?: number
}

/** Records and dead letters for destinations without an endpoint, and expectations about them. */
export interface TestInbox {
  /** Messages that have arrived and match, oldest first. */
  messages(filter?: InboxFilter): readonly InboxMessage[]
  /**
   * Resolves with the first message that matches, and advances the clock as far as that takes.
   *
   * @throws `AssertionError` with the inbox and the timelines, if none has come in time
   */
  waitFor(filter?: InboxFilter, options?: WaitOptions): Promise<InboxMessage>
  /**
   * Ends what is due, and what comes due `within` a duration from now, and asserts that no message matches.
   *
   * @param within - milliseconds or text (`3m`) by which the clock is advanced; 0 by default
   * @throws `AssertionError` with the messages and the timelines of their events
   */
  expectNone(filter?: InboxFilter, within?: number | string): Promise<void>
}

export function matchesFilter(message: InboxMessage, filter: InboxFilter = {}): boolean {
  if (typeof filter === 'function') return filter(message)
  return (['requestId', 'destinationArn', 'route', 'condition'] as const).every(
    (name) => filter[name] === undefined || filter[name] === message[name],
  )
}

export function describeFilter(filter: InboxFilter = {}): string {
  if (typeof filter === 'function') return 'the predicate'
  const members = Object.entries(filter).filter(([, value]) => value !== undefined)
  return members.length === 0 ? 'any message' : members.map(([name, value]) => `${name} ${value}`).join(', ')
}

/** One line for each message. */
export function describeMessages(messages: readonly InboxMessage[]): string {
  if (messages.length === 0) return 'The inbox is empty.'
  const lines = messages.map(
    ({ route, destinationArn, condition, requestId }) =>
      `${route} to ${destinationArn}  ${condition}  ${requestId.slice(0, 8)}`,
  )
  return ['The inbox has:', ...lines].join('\n')
}
