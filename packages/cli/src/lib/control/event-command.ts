import type { Timeline } from '@async-invoke/schemas/timeline'
import { defineCommand } from '../command/command.ts'
import { CommandError, exitCodes } from '../command-error.ts'
import { endpointFlag, endpointOf } from '../config/endpoint-flag.ts'
import { print, safe, styled } from '../text/output.ts'
import { type EventPage, type InboxMessage, type LogLine, messageText } from './answers.ts'
import { type ControlClient, createControlClient } from './control-client.ts'
import { describeEntry } from './describe-entry.ts'
import { queryOf } from './query.ts'

/** Everything about one event. */
interface EventView {
  readonly timeline: Timeline
  /** As it was sent; missing if it is no longer kept. */
  readonly payload?: string
  readonly messages: readonly InboxMessage[]
  readonly logs: readonly LogLine[]
}

/** Shows one event of a running `dev`. */
export const eventCommand = defineCommand({
  operands: [
    {
      name: 'ID',
      about: 'Request id of the event, or enough of its beginning to tell it from the others.',
      isRequired: true,
    },
  ],
  flags: {
    payload: { rule: { about: 'Print the payload alone, as it was sent.', kind: 'boolean' } },
    timeline: {
      rule: { about: 'Print the timeline alone, as a document that `async-invoke open` shows.', kind: 'boolean' },
    },
    ...endpointFlag,
  },
  notes: [
    `Examples:
  async-invoke event 5c1f0a42
  async-invoke event 5c1f0a42 --payload > event.json`,
  ],
  async run({ operands: [given = ''], values }) {
    const client = createControlClient(endpointOf(values))
    const timeline = await timelineOf(client, given)
    const { requestId } = timeline
    const payload = await client.findText(`payloads/${encodeURIComponent(requestId)}`)
    if (values.payload === true) {
      if (payload === undefined) throw new CommandError(`the payload of ${requestId} is no longer kept`)
      process.stdout.write(payload)
      return exitCodes.success
    }
    if (values.timeline === true) {
      await print(JSON.stringify(timeline))
      return exitCodes.success
    }
    const [messages, logs] = await Promise.all([messagesOf(client, requestId), linesOf(client, timeline)])
    const view = { timeline, ...(payload !== undefined && { payload }), messages, logs }
    if (values.json === true) await print(JSON.stringify(view))
    else await show(view)
    return exitCodes.success
  },
})

/** Finds an event by its id, or by the beginning of it. */
async function timelineOf(client: ControlClient, given: string): Promise<Timeline> {
  const whole = given === '' ? undefined : await client.find<Timeline>(`events/${encodeURIComponent(given)}`)
  if (whole !== undefined) return whole
  const { events, matched } = await client.get<EventPage>(`events${queryOf({ q: given, limit: 10_000 })}`)
  const requestIds = events.map(({ requestId }) => requestId).filter((requestId) => requestId.startsWith(given))
  const [requestId] = requestIds
  if (requestId !== undefined && requestIds.length === 1 && matched === events.length)
    return client.get(`events/${encodeURIComponent(requestId)}`)
  if (requestId === undefined)
    throw new CommandError(
      `the runtime at ${client.endpoint} knows no event ${given}; 'async-invoke events' lists those it knows`,
    )
  throw new CommandError(`${given} is the beginning of ${requestIds.length} ids: ${requestIds.slice(0, 5).join(', ')}`)
}

async function messagesOf(client: ControlClient, requestId: string): Promise<readonly InboxMessage[]> {
  return (await client.get<{ messages: readonly InboxMessage[] }>(`inbox${queryOf({ requestId })}`)).messages
}

async function linesOf(client: ControlClient, { functionArn, requestId }: Timeline): Promise<readonly LogLine[]> {
  const name = /:function:([^:]+)/.exec(functionArn ?? '')?.[1]
  if (name === undefined) return []
  const path = `logs/${encodeURIComponent(name)}${queryOf({ requestId, limit: 10_000 })}`
  return (await client.get<{ events: readonly LogLine[] }>(path)).events
}

async function show({ timeline, payload, messages, logs }: EventView): Promise<void> {
  const head = (text: string) => styled('bold', text)
  await print(head(safe(`${timeline.functionArn ?? 'unknown function'}  ${timeline.requestId}`)))
  await print(`\n${head('payload')}\n${payload === undefined ? '(no longer kept)' : safe(payload)}`)
  await print(`\n${head('timeline')}`)
  for (const entry of timeline.entries) {
    await print(`${entry.at}  ${safe(describeEntry(entry))}`)
    if (entry.errorMessage !== undefined)
      await print(safe([`  ${entry.errorType ?? 'Error'}: ${entry.errorMessage}`, ...(entry.stack ?? [])].join('\n  ')))
  }
  if (logs.length > 0) await print(`\n${head('log')}`)
  for (const { message } of logs) await print(safe(message))
  for (const message of messages)
    await print(
      `\n${head(safe(`${message.route} in the inbox, for ${message.destinationArn}`))}\n${safe(messageText(message))}`,
    )
}
