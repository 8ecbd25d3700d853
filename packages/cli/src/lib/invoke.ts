import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { signRequest } from '@async-invoke/local-runtime/internal'
import { defaultEndpoint } from './config/config-rules.ts'
import { UsageError } from './usage-error.ts'

/** How often it is looked what has happened, in milliseconds. */
const lookMs = 100
/** Looks without anything new after which an ended event counts as delivered. */
const quietLooks = 5
/** Entries after which an event is not run any more. */
const lastTypes = ['ended', 'quarantined', 'lost']

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

interface Message {
  readonly destinationArn: string
  readonly body: string
}

/** Sends one event; with `--watch` it follows the event to its record. */
export async function invoke(args: readonly string[]): Promise<number> {
  const { name, payload, qualifier, endpoint, watch } = invokeArguments(args)
  const query = qualifier === undefined ? '' : `?Qualifier=${encodeURIComponent(qualifier)}`
  const url = `${endpoint}/2015-03-31/functions/${encodeURIComponent(name)}/invocations${query}`
  const headers = await signed(url, payload, { 'X-Amz-Invocation-Type': 'Event', 'Content-Type': 'application/json' })
  const response = await fetch(url, { method: 'POST', headers, body: payload }).catch((cause: unknown) => {
    throw new Error(`nothing answers at ${endpoint}; start it with 'async-invoke dev', or name another --endpoint`, {
      cause,
    })
  })
  const requestId = response.headers.get('x-amzn-requestid') ?? ''
  if (response.status !== 202) {
    const { message, Message } = JSON.parse(await response.text()) as { message?: string; Message?: string }
    throw new Error(`${response.headers.get('x-amzn-errortype')}: ${message ?? Message}`)
  }
  console.log(`202 accepted as ${requestId}`)
  return watch ? follow(endpoint, requestId) : 0
}

/** The headers, with a signature where this shell has AWS keys. */
async function signed(url: string, body: string, headers: Readonly<Record<string, string>>) {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env
  const { AWS_SESSION_TOKEN: sessionToken, AWS_REGION, AWS_DEFAULT_REGION } = process.env
  if (!accessKeyId || !secretAccessKey) return headers
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
  const region = AWS_REGION ?? AWS_DEFAULT_REGION ?? 'us-east-1'
  return signRequest({ method: 'POST', url, headers, body }, credentials, region)
}

function invokeArguments(args: readonly string[]) {
  const text = { type: 'string' } as const
  const options = { payload: text, qualifier: text, endpoint: text, watch: { type: 'boolean' } } as const
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  const [name, ...stray] = parsed.positionals
  if (name === undefined || stray.length > 0) throw new UsageError('invoke takes one function NAME')
  const { payload = '{}', qualifier, watch = false } = parsed.values
  const { AWS_ENDPOINT_URL_LAMBDA: fromShell } = process.env
  const endpoint = parsed.values.endpoint ?? fromShell ?? defaultEndpoint
  if (!URL.canParse(endpoint)) throw new UsageError(`--endpoint is no URL: ${endpoint}`)
  return { name, payload, qualifier, watch, endpoint: endpoint.replace(/\/$/, '') }
}

/**
 * Prints what happens to an event until it has ended and its deliveries are made, or until it never will. 0 for a
 * success, 1 otherwise.
 *
 * Rejects when the runtime has gone, or does not know the event any more.
 */
async function follow(endpoint: string, requestId: string): Promise<number> {
  let shown = 0
  let quiet = 0
  let last: Entry | undefined
  while (last === undefined || quiet < quietLooks) {
    const found = await looked<{ entries: readonly Entry[] }>(endpoint, `events/${requestId}`)
    if (found === undefined && quiet >= quietLooks)
      throw new Error(`the runtime at ${endpoint} does not know the event ${requestId} any more`)
    const entries = found?.entries ?? []
    for (const entry of entries.slice(shown)) console.log(`${entry.at}  ${sentenceOf(entry)}`)
    quiet = entries.length > shown ? 0 : quiet + 1
    shown = entries.length
    last ??= entries.find(({ type }) => lastTypes.includes(type))
    await wait(lookMs)
  }
  const inbox = await looked<{ messages: readonly Message[] }>(endpoint, `inbox?requestId=${requestId}`)
  for (const { destinationArn, body } of inbox?.messages ?? [])
    console.log(`\nin the inbox, for ${destinationArn}:\n${body}`)
  return last.condition === 'Success' ? 0 : 1
}

/** What the control API answers; nothing for what it does not know. */
async function looked<T>(endpoint: string, path: string): Promise<T | undefined> {
  try {
    const response = await fetch(`${endpoint}/_async-invoke/${path}`)
    return response.ok ? ((await response.json()) as T) : undefined
  } catch (cause) {
    throw new Error(`the runtime at ${endpoint} has gone, and how the event ends is not known`, { cause })
  }
}

function sentenceOf({ type, attempt, outcome, reason, explanation, route, destinationArn, error }: Entry): string {
  const about = [attempt, outcome, reason, explanation, route, destinationArn, error].filter(
    (each) => each !== undefined,
  )
  return [type, ...about].join('  ')
}
