import { setTimeout as wait } from 'node:timers/promises'
import type { TimelineDocumentEntry } from '@async-invoke/schemas/timeline'
import { defineCommand } from '../command/command.ts'
import { CommandError, exitCodes, UsageError } from '../command-error.ts'
import { endpointFlag, endpointOf } from '../config/endpoint-flag.ts'
import { type AttributedMessage, type InboxMessage, messageText } from '../control/answers.ts'
import { describeEntry } from '../control/describe-entry.ts'
import { signed } from '../control/signed.ts'
import { safe } from '../text/output.ts'
import { readPayload } from './payload.ts'

/** Polling interval in milliseconds. */
const pollMs = 100
/** Polls without a new entry after which an ended event counts as delivered. */
const quietPolls = 5
/** Types of entries after which an event does not run again. */
const finalTypes = ['ended', 'quarantined', 'lost']

export const invokeCommand = defineCommand({
  operands: [
    { name: 'NAME', about: 'Name or ARN of the function.', isRequired: true },
    { name: 'PAYLOAD', about: 'The same as --payload.' },
  ],
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
    watch: { rule: { about: 'Follow the event to its record, in a running dev.', kind: 'boolean' } },
    ...endpointFlag,
  },
  notes: [
    'The request is signed if AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set in this shell.',
    'With --watch, what failed and the record come last, and the exit code is 1 if the event did not end in success. Lambda itself does not tell what becomes of an event, so --watch refuses it; read shows the records in the queue of its destination.',
    `Examples:
  async-invoke invoke orders '{"orderId":"A-1002"}' --watch
  async-invoke invoke orders --payload @event.json`,
  ],
  async run({ operands: [name = '', operand], values }) {
    const endpoint = endpointOf(values)
    if (operand !== undefined && values.payload !== undefined)
      throw new UsageError('invoke takes one payload, as PAYLOAD or as --payload')
    const payload = await readPayload(
      operand ?? values.payload ?? '{}',
      operand === undefined ? '--payload' : 'PAYLOAD',
    )
    const { qualifier, watch = false, json = false } = values
    if (watch && isLambda(endpoint))
      throw new UsageError(
        `--watch follows an event in a running dev, and Lambda at ${endpoint} does not tell what becomes of one; read shows the records in the queue of its destination`,
      )
    return invoke({ name, payload, qualifier, watch, json, endpoint })
  },
})

/** Hosts of AWS in all partitions. */
function isLambda(endpoint: string): boolean {
  return /\.(amazonaws\.com(\.cn)?|api\.aws)$/.test(new URL(endpoint).hostname)
}

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
  if (response.status !== 202) {
    const refusal = describeRefusal(response, await response.text(), endpoint)
    const others = response.status === 404 ? await functionsOf(endpoint) : undefined
    throw new CommandError(others === undefined ? refusal : `${refusal}; there are: ${others.join(', ') || 'none'}`)
  }
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

/** Functions of a running dev; `undefined` if something else is there, or does not say. */
async function functionsOf(endpoint: string): Promise<readonly string[] | undefined> {
  if (isLambda(endpoint)) return undefined
  const found = await getControl<{ functions?: readonly string[] }>(endpoint, 'logs').catch(() => undefined)
  return found?.functions
}

function notLambda(endpoint: string, status = 202): CommandError {
  return new CommandError(
    `the answer from ${endpoint} is not Lambda's: ${status} without its headers; check --endpoint`,
  )
}

/**
 * Prints the timeline of an event until the event and its deliveries have ended, then what failed and its messages in the
 * inbox.
 *
 * @returns 0 if the event ended in success, otherwise 1
 * @throws {@link CommandError} when the connection to the runtime is lost, or the runtime no longer knows the event
 */
async function follow(endpoint: string, requestId: string, print: Print): Promise<number> {
  let shown = 0
  let quiet = 0
  let last: TimelineDocumentEntry | undefined
  let entries: readonly TimelineDocumentEntry[] = []
  while (last === undefined || quiet < quietPolls) {
    const timeline = await getControl<{ entries: readonly TimelineDocumentEntry[] }>(endpoint, `events/${requestId}`)
    if (timeline === undefined && quiet >= quietPolls)
      throw new CommandError(`the runtime at ${endpoint} no longer knows the event ${requestId}`)
    entries = timeline?.entries ?? []
    for (const entry of entries.slice(shown)) print({ ...entry })
    quiet = entries.length > shown ? 0 : quiet + 1
    shown = entries.length
    last ??= entries.find(({ type }) => finalTypes.includes(type))
    await wait(pollMs)
  }
  const inbox = await getControl<{ messages: readonly InboxMessage[] }>(endpoint, `inbox?requestId=${requestId}`)
  if (last.condition !== 'Success') print(failureOf(last, entries))
  for (const { destinationArn, body, attributes, messageAttributes } of inbox?.messages ?? [])
    print({
      ...{ type: 'kept-in-inbox', destinationArn, body },
      ...(attributes !== undefined && { attributes }),
      ...(messageAttributes !== undefined && { messageAttributes }),
    })
  return last.condition === 'Success' ? exitCodes.success : exitCodes.findings
}

/** Why an event did not end in success. */
interface Failure {
  readonly type: 'failed'
  readonly condition?: string
  readonly errorType?: string
  readonly errorMessage?: string
  readonly stack?: readonly string[]
  /** Targets of its record and its dead letter. */
  readonly targets: readonly string[]
}

function failureOf(
  { condition, type, reason }: TimelineDocumentEntry,
  entries: readonly TimelineDocumentEntry[],
): Failure {
  const { errorType, errorMessage, stack } = entries.findLast((entry) => entry.errorMessage !== undefined) ?? {}
  const targets = entries.flatMap(({ destinationArn }) => destinationArn ?? [])
  const why = condition ?? reason ?? type
  return {
    ...{ type: 'failed', condition: why, targets: [...new Set(targets)] },
    ...(errorType !== undefined && { errorType }),
    ...(errorMessage !== undefined && { errorMessage }),
    ...(stack !== undefined && { stack }),
  }
}

function describeFailure({ condition, errorType = 'Error', errorMessage, stack = [], targets }: Failure): string {
  return [
    `\nfailed: ${condition}`,
    ...(errorMessage === undefined ? [] : [`  ${errorType}: ${errorMessage}`]),
    ...stack.map((frame) => `    ${frame.trim()}`),
    ...(targets.length === 0 ? ['  no record: neither a destination for failures nor a dead-letter queue is set'] : []),
  ].join('\n')
}

/** The error of an attempt; its stack comes last, with the failure of the event. */
function errorLines({ errorType = 'Error', errorMessage }: TimelineDocumentEntry): readonly string[] {
  return errorMessage === undefined ? [] : [`  ${errorType}: ${errorMessage}`]
}

/** A line of the output. */
type Line =
  | Failure
  | { readonly type: 'sent'; readonly requestId: string }
  | (AttributedMessage & { readonly type: 'kept-in-inbox'; readonly destinationArn: string; readonly body: string })
  | TimelineDocumentEntry
type Print = (line: Line) => void

const printJson: Print = (line) => console.log(JSON.stringify(line))

const printText: Print = (line) => {
  if ('targets' in line) console.log(safe(describeFailure(line)))
  else if ('requestId' in line) console.log(`202 accepted as ${line.requestId}`)
  else if ('body' in line) console.log(safe(`\nin the inbox, for ${line.destinationArn}:\n${messageText(line)}`))
  else console.log(safe([`${line.at}  ${describeEntry(line)}`, ...errorLines(line)].join('\n')))
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
