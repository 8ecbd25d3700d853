import * as iam from '@aws-sdk/client-iam'
import * as lambda from '@aws-sdk/client-lambda'
import * as sqs from '@aws-sdk/client-sqs'
import * as sts from '@aws-sdk/client-sts'

export type Service = 'lambda' | 'sqs' | 'iam' | 'sts'

/** One call of an API. */
export interface Call {
  readonly service: Service
  /** Name of the operation, as in the service's API. */
  readonly operation: string
  readonly input: object
  /** Replaces the body that the SDK would send: what an SDK cannot say, such as a null. */
  readonly body?: string
}

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Text of the body. */
  readonly body: string
  /** What the SDK made of a success; `undefined` for an error, and for what it cannot read. */
  readonly output?: Readonly<Record<string, unknown>>
}

/**
 * Calls AWS, or what stands in its place. An error of the service is an answer.
 *
 * @throws {Error} if there is no answer
 */
export type CallAws = (call: Call) => Promise<Answer>

export interface Endpoints {
  readonly region: string
  /** Endpoint of Lambda; without it, AWS. */
  readonly endpoint?: string
  /** Endpoint of SQS beside that of Lambda. */
  readonly sqsEndpoint?: string
}

/** Calls by the SDK's clients. */
export interface AwsCalls {
  readonly call: CallAws
  /** Credentials and whatever else must not stand in a file. */
  secrets(): Promise<readonly string[]>
  close(): void
}

type Output = Readonly<Record<string, unknown>>
type Next = (args: { request: unknown }) => Promise<{ response: unknown }>
interface Stack {
  add(middleware: (next: Next) => Next, options: { step: string; priority: 'high' | 'low' }): void
}
interface Command {
  readonly middlewareStack: Stack
}
interface Client {
  readonly config: {
    readonly credentials: () => Promise<{ accessKeyId: string; secretAccessKey: string; sessionToken?: string }>
  }
  send(command: Command): Promise<Output>
  destroy(): void
}

const modules = { lambda, sqs, iam, sts }
const clients = { lambda: 'LambdaClient', sqs: 'SQSClient', iam: 'IAMClient', sts: 'STSClient' } as const

/** Hosts that are AWS. An environment may name another endpoint without a word. */
const awsHost = /\.amazonaws\.com(?:\.cn)?$/

/**
 * Creates calls over the SDK's clients, with the credentials of the environment. Without an endpoint it calls AWS itself,
 * and refuses to send a request to any other host.
 */
export function sdkCalls({ region, endpoint, sqsEndpoint }: Endpoints): AwsCalls {
  const made = new Map<Service, Client>()
  const clientOf = (service: Service): Client => {
    const found = made.get(service)
    if (found !== undefined) return found
    const at = service === 'sqs' ? (sqsEndpoint ?? endpoint) : endpoint
    // An event that is sent again after an error would be two events.
    const maxAttempts = service === 'lambda' ? 1 : 3
    const settings = {
      region,
      maxAttempts,
      ...(at === undefined ? {} : { endpoint: at, credentials: localCredentials }),
    }
    const client: Client = new (Reflect.get(modules[service], clients[service]))(settings)
    made.set(service, client)
    return client
  }
  const isAllowed = (host: string): boolean => endpoint !== undefined || awsHost.test(host)
  return {
    call: (call) => send(clientOf(call.service), call, isAllowed),
    async secrets() {
      if (endpoint !== undefined) return []
      const { accessKeyId, secretAccessKey, sessionToken } = await clientOf('sts').config.credentials()
      return [accessKeyId, secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])]
    },
    close() {
      for (const client of made.values()) client.destroy()
    },
  }
}

/** An emulator takes any keys, and gets none that are worth something. */
const localCredentials = { accessKeyId: 'test', secretAccessKey: 'test' }

async function send(client: Client, call: Call, isAllowed: (host: string) => boolean): Promise<Answer> {
  const { service, operation, input, body } = call
  const make = Reflect.get(modules[service], `${operation}Command`)
  if (make === undefined) throw new Error(`the SDK has no ${service}:${operation}`)
  const command: Command = new make(input)
  let raw: Omit<Answer, 'output'> | undefined
  if (body !== undefined) {
    const replace =
      (next: Next): Next =>
      (args) =>
        next({ ...args, request: Object.assign(Object(args.request), { body }) })
    command.middlewareStack.add(replace, { step: 'build', priority: 'high' })
  }
  const capture =
    (next: Next): Next =>
    async (args) => {
      const { hostname } = Object(args.request)
      if (!isAllowed(hostname)) throw new Error(`${hostname} is not AWS; name it with --endpoint if it is meant`)
      const result = await next(args)
      const response = Object(result.response)
      const bytes = await bytesOf(response.body)
      raw = { status: response.statusCode, headers: response.headers, body: Buffer.from(bytes).toString('utf8') }
      return { ...result, response: Object.assign(response, { body: bytes }) }
    }
  // The innermost step: before the SDK reads the body.
  command.middlewareStack.add(capture, { step: 'deserialize', priority: 'low' })
  try {
    const { $metadata, ...output } = await client.send(command)
    if (raw === undefined) throw new Error(`${service}:${operation} ended without an answer`)
    return { ...raw, output }
  } catch (error) {
    if (raw === undefined) throw error
    // An error of the service, or a success that the SDK cannot read, which is an observation too.
    return raw
  }
}

async function bytesOf(body: AsyncIterable<Uint8Array> | Uint8Array | undefined): Promise<Uint8Array> {
  if (body === undefined || body instanceof Uint8Array) return body ?? new Uint8Array()
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}
