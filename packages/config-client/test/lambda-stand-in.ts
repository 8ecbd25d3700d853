import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type EventInvokeConfig,
  formatQualifiedFunctionArn,
  parseFunctionReference,
  putEventInvokeConfig,
  updateEventInvokeConfig,
} from '@async-invoke/schemas'
import { checkNotEmpty } from '@async-invoke/schemas/internal'
import { LambdaClient } from '@aws-sdk/client-lambda'

/**
 * A scripted Lambda over HTTP: the five operations on settings per qualifier, and the function's configuration with its
 * revision. It logs every request and plays concurrent changes and refusals, which neither the local runtime nor moto
 * can. Put and Update are the functions of the schemas package, which vectors hold to the recorded behaviour.
 */
export interface LambdaStandIn {
  readonly client: LambdaClient
  /** Every write, with its body as received: `PUT event-invoke-config live {"MaximumRetryAttempts":0}`. */
  readonly writes: string[]
  readonly reads: string[]
  /** Stores settings without a request, as another deployment would. */
  store(qualifier: string, config: EventInvokeConfig): void
  stored(): Readonly<Record<string, EventInvokeConfig>>
  /** Refuses the next write. */
  refuseNext(code: string, message: string): void
  deadLetter: { target: string | undefined; revision: string }
  readonly versions: {
    Version: string
    Role?: string
    DeadLetterConfig?: { TargetArn: string }
    DurableConfig?: { ExecutionTimeout: number }
  }[]
  readonly aliases: { Name: string; FunctionVersion: string }[]
  close(): Promise<void>
}

const home = { region: 'us-east-1', accountId: '123456789012' }
const name = 'order-processor'

interface Answer {
  readonly status: number
  readonly body?: object
  readonly code?: string
}

export async function startLambdaStandIn(): Promise<LambdaStandIn> {
  const records = new Map<string, { config: EventInvokeConfig; at: number }>()
  let now = Date.UTC(2026, 1, 10)
  let refusal: Answer | undefined
  const store = (qualifier: string, config: EventInvokeConfig) => {
    now += 1_001
    records.set(qualifier, { config, at: now })
  }
  const notFound = (Message: string): Answer => ({ status: 404, code: 'ResourceNotFoundException', body: { Message } })
  const wire = (qualifier: string): object => {
    const { config, at } = records.get(qualifier) ?? { config: {}, at: 0 }
    const { MaximumRetryAttempts = null, MaximumEventAgeInSeconds = null, OnSuccess = null, OnFailure = null } = config
    return {
      FunctionArn: formatQualifiedFunctionArn(home, name, qualifier),
      LastModified: at / 1_000,
      MaximumRetryAttempts,
      MaximumEventAgeInSeconds,
      DestinationConfig: { OnSuccess: { Destination: OnSuccess }, OnFailure: { Destination: OnFailure } },
    }
  }

  const settings = (method: string, qualifier: string, body: object): Answer => {
    const missing = notFound(
      `The function ${formatQualifiedFunctionArn(home, name, qualifier)} doesn't have an EventInvokeConfig`,
    )
    const before = records.get(qualifier)
    if (method === 'GET') return before === undefined ? missing : { status: 200, body: wire(qualifier) }
    if (method === 'DELETE') return records.delete(qualifier) ? { status: 204 } : missing
    if (checkNotEmpty(body).length > 0) return { status: 400, code: 'InvalidParameterValueException', body: {} }
    if (method === 'POST' && before === undefined) return missing
    store(
      qualifier,
      method === 'PUT' ? putEventInvokeConfig(body) : updateEventInvokeConfig(before?.config ?? {}, body),
    )
    return { status: 200, body: wire(qualifier) }
  }

  const list = (marker: string | null): Answer => {
    const all = [...records.keys()]
    const from = Number(marker ?? 0)
    const next = from + 2 < all.length ? String(from + 2) : null
    return { status: 200, body: { FunctionEventInvokeConfigs: all.slice(from, from + 2).map(wire), NextMarker: next } }
  }

  const configuration = (
    method: string,
    body: { RevisionId?: string; DeadLetterConfig?: { TargetArn?: string } },
  ): Answer => {
    if (method === 'PUT') {
      if (body.RevisionId !== undefined && body.RevisionId !== standIn.deadLetter.revision)
        return {
          status: 412,
          code: 'PreconditionFailedException',
          body: { message: 'The RevisionId provided does not match' },
        }
      const { TargetArn } = body.DeadLetterConfig ?? {}
      // A missing target keeps the queue, an empty one removes it (FNC-2).
      standIn.deadLetter = { target: TargetArn ?? standIn.deadLetter.target, revision: randomUUID() }
    }
    const { target, revision: RevisionId } = standIn.deadLetter
    const FunctionArn = `arn:aws:lambda:us-east-1:123456789012:function:${name}`
    return {
      status: 200,
      body: { FunctionArn, RevisionId, ...(target && { DeadLetterConfig: { TargetArn: target } }) },
    }
  }

  const answer = (method: string, url: URL, json: string): Answer => {
    const body: object = json === '' ? {} : JSON.parse(json)
    const [, , , called = '', ...rest] = decodeURIComponent(url.pathname).split('/')
    const reference = parseFunctionReference(called)
    const qualifier = url.searchParams.get('Qualifier') ?? reference?.qualifier ?? '$LATEST'
    const log = method === 'GET' ? standIn.reads : standIn.writes
    log.push(`${method} ${rest.join('/')} ${qualifier} ${json}`)
    if (reference?.functionName !== name) return notFound("The function doesn't exist.")
    if (method !== 'GET' && refusal !== undefined) {
      const refused = refusal
      refusal = undefined
      return refused
    }
    if (rest.at(-1) === 'list') return list(url.searchParams.get('Marker'))
    if (rest.at(-1) === 'configuration') return configuration(method, body)
    if (rest.at(-1) === 'versions') return { status: 200, body: { Versions: standIn.versions } }
    if (rest.at(-1) === 'aliases') return { status: 200, body: { Aliases: standIn.aliases } }
    return settings(method, qualifier, body)
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const json = Buffer.concat(chunks).toString()
    const { status, body, code } = answer(request.method ?? '', new URL(request.url ?? '', 'http://lambda'), json)
    response.writeHead(status, { 'content-type': 'application/json', ...(code && { 'x-amzn-errortype': code }) })
    response.end(body === undefined ? '' : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })

  const standIn: LambdaStandIn = {
    client,
    writes: [],
    reads: [],
    store,
    stored: () => Object.fromEntries([...records].map(([qualifier, { config }]) => [qualifier, config])),
    refuseNext(code, message) {
      refusal = { status: 400, code, body: { message } }
    },
    deadLetter: { target: undefined, revision: 'r-1' },
    versions: [{ Version: '$LATEST' }],
    aliases: [],
    async close() {
      client.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return standIn
}
