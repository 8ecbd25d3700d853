import { defineCommand } from '../command/command.ts'
import { exitCodes } from '../command-error.ts'
import { endpointFlag, endpointOf } from '../config/endpoint-flag.ts'
import { counted } from '../text/counted.ts'
import { lineWidth, note, print, safe, styled } from '../text/output.ts'
import { type Column, formatRow } from '../text/table.ts'
import { documentOf, type InboxMessage } from './answers.ts'
import { createControlClient } from './control-client.ts'
import { queryOf } from './query.ts'
import { shortTime } from './short-time.ts'

interface InboxAnswer {
  readonly messages: readonly InboxMessage[]
  readonly matched: number
}

/** Lists the records and dead letters that a running `dev` keeps. */
export const inboxCommand = defineCommand({
  operands: [],
  flags: {
    destination: {
      value: 'ARN',
      rule: { about: 'Messages for one destination.', kind: 'string', noun: 'an ARN', pattern: '.' },
    },
    event: { value: 'ID', rule: { about: 'Messages about one event.', kind: 'string', noun: 'an id', pattern: '.' } },
    limit: {
      value: 'N',
      rule: {
        about: 'Messages to show, the newest ones.',
        kind: 'integer',
        minimum: 1,
        maximum: 10_000,
        defaultValue: 100,
      },
    },
    bodies: {
      rule: {
        about: 'Print the bodies alone, one after the other; of a dead letter, its message with the attributes.',
        kind: 'boolean',
      },
    },
    clear: { rule: { about: 'Empty the inbox.', kind: 'boolean' } },
    ...endpointFlag,
  },
  notes: [
    `Examples:
  async-invoke inbox --bodies | async-invoke read -
  async-invoke inbox --destination arn:aws:sqs:us-east-1:123456789012:failures --json`,
  ],
  async run({ values }) {
    const { destination: destinationArn, event: requestId, limit = 100, bodies = false, clear = false } = values
    const { get, send } = createControlClient(endpointOf(values))
    if (clear) {
      await send('DELETE', 'inbox')
      return exitCodes.success
    }
    const answer = await get<InboxAnswer>(`inbox${queryOf({ destinationArn, requestId, limit })}`)
    if (values.json === true) await print(JSON.stringify(answer))
    else if (bodies) for (const message of answer.messages) await print(textOf(message))
    else await show(answer, values.quiet ?? false)
    return exitCodes.success
  },
})

function textOf(message: InboxMessage): string {
  const document = documentOf(message)
  return typeof document === 'string' ? document : JSON.stringify(document)
}

const columns: readonly Column<InboxMessage>[] = [
  { title: 'SENT', of: ({ sentAt }) => shortTime(sentAt), width: 19 },
  { title: 'ID', of: ({ requestId }) => safe(requestId.slice(0, 8)), width: 8 },
  { title: 'ROUTE', of: ({ route }) => route, width: 10 },
  { title: 'CONDITION', of: ({ condition }) => safe(condition), width: 16 },
  { title: 'DESTINATION', of: ({ destinationArn }) => safe(destinationArn), width: 0, isWhole: true },
]

async function show({ messages, matched }: InboxAnswer, quiet: boolean): Promise<void> {
  if (messages.length > 0) await print(styled('bold', formatRow(columns, lineWidth())))
  for (const message of messages) await print(formatRow(columns, lineWidth(), message))
  note(quiet, `${messages.length.toLocaleString('en')} of ${counted(matched, 'message', matched.toLocaleString('en'))}`)
}
