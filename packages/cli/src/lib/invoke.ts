import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { InboxMessage } from '@async-invoke/local-runtime'
import { signRequest } from '@async-invoke/local-runtime/internal'
import { defaultEndpoint } from './config/config-rules.ts'
import { UsageError } from './usage-error.ts'

/** Polling interval in milliseconds. */
const pollMs = 100
/** Polls without a new entry after which an ended event counts as delivered. */
const quietPolls = 5
/** Types of entries after which an event does not run again. */
const finalTypes = ['ended', 'quarantined', 'lost']

/** Timeline entry of the control API, as far as it is printed. */
interface Entry {
  readonly type: string
  readonly at: string
  readonly attempt?: number
  readonly outcome?: string
  readonly reason?: string
  readonly explanation?: string
  readonly condition?: string
  readonly route?: string
  readonly destinationArn?: string
  readonly error?: string
}

/**
 * Sends one event and, with `--watch`, follows it to its record.
 *
 * @returns the exit code: 0 if the event was accepted, or with `--watch` if it ended in success; otherwise 1
 * @throws {@link UsageError} when the command line is invalid; an Error when the event is refused or the runtime is
 * unreachable
 */
export async function invoke(args: readonly string[]): Promise<number> {
  const { name, payload, qualifier, endpoint, watch } = parseInvokeArguments(args)
  const query = qualifier === undefined ? '' : `?Qualifier=${encodeURIComponent(qualifier)}`
  const url = `${endpoint}/2015-03-31/functions/${encodeURIComponent(name)}/invocations${query}`
  const headers = await sign('POST', url, payload, {
    'X-Amz-Invocation-Type': 'Event',
    'Content-Type': 'application/json',
  })
  const response = await fetch(url, { method: 'POST', headers, body: payload }).catch((cause: unknown) => {
    const advice = "start the runtime with 'async-invoke dev', or set --endpoint"
    throw new Error(`no response from ${endpoint}; ${advice}`, { cause })
  })
  const requestId = response.headers.get('x-amzn-requestid') ?? ''
  if (response.status !== 202) {
    const { message, Message } = JSON.parse(await response.text()) as { message?: string; Message?: string }
    throw new Error(`${response.headers.get('x-amzn-errortype')}: ${message ?? Message}`)
  }
  console.log(`202 accepted as ${requestId}`)
  return watch ? follow(endpoint, requestId) : 0
}

/** Adds a signature to the headers if AWS keys are set in this shell. */
async function sign(method: 'GET' | 'POST', url: string, body: string, headers: Readonly<Record<string, string>>) {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env
  const { AWS_SESSION_TOKEN: sessionToken, AWS_REGION, AWS_DEFAULT_REGION } = process.env
  if (!accessKeyId || !secretAccessKey) return headers
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
  const region = AWS_REGION ?? AWS_DEFAULT_REGION ?? 'us-east-1'
  return signRequest({ method, url, headers, body }, credentials, region)
}

function parseInvokeArguments(args: readonly string[]) {
  const string = { type: 'string' } as const
  const options = { payload: string, qualifier: string, endpoint: string, watch: { type: 'boolean' } } as const
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  const [name, ...unexpected] = parsed.positionals
  if (name === undefined || unexpected.length > 0) throw new UsageError('invoke takes one function NAME')
  const { payload = '{}', qualifier, watch = false } = parsed.values
  const { AWS_ENDPOINT_URL_LAMBDA: fromShell } = process.env
  const endpoint = parsed.values.endpoint ?? fromShell ?? defaultEndpoint
  if (!URL.canParse(endpoint)) throw new UsageError(`--endpoint is not a URL: ${endpoint}`)
  return { name, payload, qualifier, watch, endpoint: endpoint.replace(/\/$/, '') }
}

/**
 * Prints the timeline of an event until the event and its deliveries have ended, then its messages in the inbox.
 *
 * @returns 0 if the event ended in success, otherwise 1
 * @throws an Error when the connection to the runtime is lost, or the runtime no longer knows the event
 */
async function follow(endpoint: string, requestId: string): Promise<number> {
  let shown = 0
  let quiet = 0
  let last: Entry | undefined
  while (last === undefined || quiet < quietPolls) {
    const timeline = await getControl<{ entries: readonly Entry[] }>(endpoint, `events/${requestId}`)
    if (timeline === undefined && quiet >= quietPolls)
      throw new Error(`the runtime at ${endpoint} no longer knows the event ${requestId}`)
    const entries = timeline?.entries ?? []
    for (const entry of entries.slice(shown)) console.log(`${entry.at}  ${describeEntry(entry)}`)
    quiet = entries.length > shown ? 0 : quiet + 1
    shown = entries.length
    last ??= entries.find(({ type }) => finalTypes.includes(type))
    await wait(pollMs)
  }
  const inbox = await getControl<{ messages: readonly InboxMessage[] }>(endpoint, `inbox?requestId=${requestId}`)
  for (const { destinationArn, body } of inbox?.messages ?? [])
    console.log(`\nin the inbox, for ${destinationArn}:\n${body}`)
  return last.condition === 'Success' ? 0 : 1
}

/**
 * Gets a resource of the control API; `undefined` if it does not exist. A protected one needs a signature, or the token
 * of the runtime's start in `ASYNC_INVOKE_TOKEN`.
 */
async function getControl<T>(endpoint: string, path: string): Promise<T | undefined> {
  const url = `${endpoint}/_async-invoke/${path}`
  const { ASYNC_INVOKE_TOKEN: token = '' } = process.env
  const headers = await sign('GET', url, '', token === '' ? {} : { 'X-Async-Invoke-Token': token })
  const response = await fetch(url, { headers }).catch((cause: unknown) => {
    throw new Error(`lost the connection to the runtime at ${endpoint}; the outcome of the event is unknown`, { cause })
  })
  if (response.status === 403) {
    const { message, Message } = (await response.json()) as { message?: string; Message?: string }
    throw new Error(`the event was accepted, but cannot be watched: ${message ?? Message}. Set ASYNC_INVOKE_TOKEN`)
  }
  return response.ok ? ((await response.json()) as T) : undefined
}

function describeEntry({ type, attempt, outcome, reason, explanation, route, destinationArn, error }: Entry): string {
  const details = [attempt, outcome, reason, explanation, route, destinationArn, error]
  return [type, ...details.filter((detail) => detail !== undefined)].join('  ')
}
