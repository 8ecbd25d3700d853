import { setTimeout as wait } from 'node:timers/promises'
import type { InboxMessage } from '@async-invoke/local-runtime'
import type { TimelineDocumentEntry } from '@async-invoke/schemas/timeline'
import { defineCommand } from '../command/command.ts'
import { CommandError, exitCodes } from '../command-error.ts'
import { endpointFlag, endpointOf } from '../config/endpoint-flag.ts'
import { describeEntry } from '../control/describe-entry.ts'
import { signed } from '../control/signed.ts'
import { readPayload } from './payload.ts'

/** Polling interval in milliseconds. */
const pollMs = 100
/** Polls without a new entry after which an ended event counts as delivered. */
const quietPolls = 5
/** Types of entries after which an event does not run again. */
const finalTypes = ['ended', 'quarantined', 'lost']

export const invokeCommand = defineCommand({
  operands: [{ name: 'NAME', about: 'Name or ARN of the function.', isRequired: true }],
  flags: {
    payload: {
      value: 'JSON',
      rule: {
        about: 'Payload of the event: JSON, `@FILE`, or `-` for stdin.',
        kind: 'string',
        noun: 'a payload',
        defaultValue: '{}',
      },
    },
    qualifier: {
      value: 'NAME',
      rule: { about: 'Version or alias to invoke.', kind: 'string', noun: 'a version or an alias', pattern: '.' },
    },
    watch: { rule: { about: 'Follow the event to its record.', kind: 'boolean' } },
    ...endpointFlag,
  },
  notes: [
    'The request is signed if AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set in this shell.',
    'With --watch the exit code is 1 if the event did not end in success.',
    `Examples:
  async-invoke invoke orders --payload '{"orderId":"A-1002"}' --watch
  async-invoke invoke orders --payload @event.json`,
  ],
  async run({ operands: [name = ''], values }) {
    const endpoint = endpointOf(values)
    const payload = await readPayload(values.payload ?? '{}', '--payload')
    const { qualifier, watch = false, json = false } = values
    return invoke({ name, payload, qualifier, watch, json, endpoint })
  },
})

interface Invocation {
  readonly name: string
  readonly payload: string
  readonly qualifier: string | undefined
  readonly endpoint: string
  readonly watch: boolean
  readonly json: boolean
}

/**
 * Sends one event and, with `watch`, follows it to its record.
 *
 * @returns the exit code: 0 if the event was accepted, or with `watch` if it ended in success
 * @throws {@link CommandError} when the event is refused or the runtime is unreachable
 */
export async function invoke({ name, payload, qualifier, endpoint, watch, json }: Invocation): Promise<number> {
  const query = qualifier === undefined ? '' : `?Qualifier=${encodeURIComponent(qualifier)}`
  const url = `${endpoint}/2015-03-31/functions/${encodeURIComponent(name)}/invocations${query}`
  const headers = await signed('POST', url, payload, {
    'X-Amz-Invocation-Type': 'Event',
    'Content-Type': 'application/json',
  })
  const response = await fetch(url, { method: 'POST', headers, body: payload }).catch((cause: unknown) => {
    const advice = "start the runtime with 'async-invoke dev', or set --endpoint"
    throw new CommandError(`no response from ${endpoint}; ${advice}`, { cause })
  })
  const requestId = response.headers.get('x-amzn-requestid')
  if (response.status !== 202) throw new CommandError(describeRefusal(response, await response.text(), endpoint))
  if (requestId === null) throw notLambda(endpoint)
  const print = json ? printJson : printText
  print({ type: 'sent', requestId })
  return watch ? follow(endpoint, requestId, print) : exitCodes.success
}

/** The service names its errors in a header and in the body; anything else comes from another server. */
function describeRefusal(response: Response, body: string, endpoint: string): string {
  const type = response.headers.get('x-amzn-errortype')
  if (type === null) return notLambda(endpoint, response.status).message
  const { message, Message } = JSON.parse(body) as { message?: string; Message?: string }
  return `${type}: ${message ?? Message}`
}

function notLambda(endpoint: string, status = 202): CommandError {
  return new CommandError(
    `the answer from ${endpoint} is not Lambda's: ${status} without its headers; check --endpoint`,
  )
}

/**
 * Prints the timeline of an event until the event and its deliveries have ended, then its messages in the inbox.
 *
 * @returns 0 if the event ended in success, otherwise 1
 * @throws {@link CommandError} when the connection to the runtime is lost, or the runtime no longer knows the event
 */
async function follow(endpoint: string, requestId: string, print: Print): Promise<number> {
  let shown = 0
  let quiet = 0
  let last: TimelineDocumentEntry | undefined
  while (last === undefined || quiet < quietPolls) {
    const timeline = await getControl<{ entries: readonly TimelineDocumentEntry[] }>(endpoint, `events/${requestId}`)
    if (timeline === undefined && quiet >= quietPolls)
      throw new CommandError(`the runtime at ${endpoint} no longer knows the event ${requestId}`)
    const entries = timeline?.entries ?? []
    for (const entry of entries.slice(shown)) print({ ...entry })
    quiet = entries.length > shown ? 0 : quiet + 1
    shown = entries.length
    last ??= entries.find(({ type }) => finalTypes.includes(type))
    await wait(pollMs)
  }
  const inbox = await getControl<{ messages: readonly InboxMessage[] }>(endpoint, `inbox?requestId=${requestId}`)
  for (const { destinationArn, body } of inbox?.messages ?? []) print({ type: 'kept-in-inbox', destinationArn, body })
  return last.condition === 'Success' ? exitCodes.success : exitCodes.findings
}

/** A line of the output. */
type Line =
  | { readonly type: 'sent'; readonly requestId: string }
  | { readonly type: 'kept-in-inbox'; readonly destinationArn: string; readonly body: string }
  | TimelineDocumentEntry
type Print = (line: Line) => void

const printJson: Print = (line) => console.log(JSON.stringify(line))

const printText: Print = (line) => {
  if ('requestId' in line) console.log(`202 accepted as ${line.requestId}`)
  else if ('body' in line) console.log(`\nin the inbox, for ${line.destinationArn}:\n${line.body}`)
  else console.log(`${line.at}  ${describeEntry(line)}`)
}

/**
 * Gets a resource of the control API; `undefined` if it does not exist. A protected one needs a signature, or the token
 * of the runtime's start in `ASYNC_INVOKE_TOKEN`.
 */
async function getControl<T>(endpoint: string, path: string): Promise<T | undefined> {
  const url = `${endpoint}/_async-invoke/${path}`
  const { ASYNC_INVOKE_TOKEN: token = '' } = process.env
  const headers = await signed('GET', url, '', token === '' ? {} : { 'X-Async-Invoke-Token': token })
  const response = await fetch(url, { headers }).catch((cause: unknown) => {
    throw new CommandError(`lost the connection to the runtime at ${endpoint}; the outcome of the event is unknown`, {
      cause,
    })
  })
  if (response.status === 403) {
    const { message, Message } = (await response.json()) as { message?: string; Message?: string }
    throw new CommandError(
      `the event was accepted, but cannot be watched: ${message ?? Message}. Set ASYNC_INVOKE_TOKEN`,
    )
  }
  return response.ok ? ((await response.json()) as T) : undefined
}
