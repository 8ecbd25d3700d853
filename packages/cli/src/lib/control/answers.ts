import type { InboxMessage } from '@async-invoke/local-runtime/internal'

/** Answers of the control API, as far as commands read them. */
export type {
  EventPage,
  EventSummary,
  FaultSettings,
  InboxMessage,
  LogLine,
} from '@async-invoke/local-runtime/internal'

/** Answer of `GET clock` and `POST clock`. */
export interface ClockAnswer {
  readonly time: string
  readonly speed: number
  readonly now: string
  readonly nextDueAt?: string
}

/** What stands in a message of the inbox, as a queue would hand it out: a record alone, a dead letter with its attributes. */
export function documentOf({ id, body, ...message }: InboxMessage): unknown {
  const attributes = attributesOf(message)
  if (attributes.length === 0) return body
  const MessageAttributes = Object.fromEntries(
    attributes.map(([name, value]) => [
      name,
      { DataType: typeof value === 'number' ? 'Number' : 'String', StringValue: String(value) },
    ]),
  )
  return { MessageId: String(id), Body: body, MessageAttributes }
}

/** The body of a message, and below it the attributes of a dead letter. */
export function messageText({ body, ...message }: AttributedMessage & { readonly body: string }): string {
  return [body, ...attributesOf(message).map(([name, value]) => `  ${name.padEnd(12)}  ${value}`)].join('\n')
}

/** The members of a message that only dead letters have: of Lambda, and of rules and schedules. */
export type AttributedMessage = Pick<InboxMessage, 'attributes' | 'messageAttributes'>

function attributesOf({ attributes, messageAttributes }: AttributedMessage): readonly [string, string | number][] {
  return Object.entries({ ...attributes, ...messageAttributes })
}
