import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from '../http/edge-server.ts'
import { readBody } from '../http/read-body.ts'
import { afterTurns } from './after-turns.ts'
import { responseTooLarge } from './error-payload.ts'

/** One event for a runtime, with the metadata that goes with it. */
export interface Invocation {
  readonly requestId: string
  readonly payload: Uint8Array
  /** ARN as invoked: without a qualifier if the caller gave none (DSP-9). */
  readonly invokedFunctionArn: string
  readonly traceHeader: string | undefined
  /** The caller's client context in base64; synchronous calls only (INV-3). */
  readonly clientContext: string | undefined
  /** Tenant of a function whose tenants are isolated (TEN-1). */
  readonly tenantId?: string | undefined
}

/** A runtime's answer to an event. */
export interface Answer {
  readonly functionError: boolean
  readonly payload: Uint8Array
  /** Of a streamed response that failed: what the handler had written before. */
  readonly written?: Uint8Array
}

export interface RuntimeApiEvents {
  /** Called when the runtime requests its next event: its initialization, or its last event, has ended. */
  onReady(): void
  /** The runtime gets its confirmation once {@link turnsUntilEnd} have passed. */
  onAnswer(requestId: string, answer: Answer): void
  /** @param errorType - header `Lambda-Runtime-Function-Error-Type` */
  onInitError(payload: Uint8Array, errorType: string | undefined): void
  /** Called with the files that the runtime has loaded, by their paths, each with its stamp. */
  onLoadedFiles(stamps: Readonly<Record<string, string>>): void
}

/**
 * Largest response of a function, in bytes, including Lambda's overhead (REC-5).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const maxResponseBytes = 6_291_556

/**
 * Turns of the event loop from an answer to the end of its run. The function wrote its last output before it answered, so that the
 * turn that brings the answer brings the output too.
 */
export const turnsUntilEnd = 1

/** The id of an event may be long, and the error of a streamed response comes in a trailer, in base64: neither ends a run. */
const maxHeaderBytes = 4 * maxResponseBytes

const root = '/2018-06-01/runtime'
const answerRoute = new RegExp(`^POST ${root}/invocation/([^/]+)/(response|error)$`)

/**
 * Server of the Lambda Runtime API for one execution environment. Any runtime interface client can connect to it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  readonly #events: RuntimeApiEvents
  readonly #server: Server
  #isReached = false
  #waiting: ServerResponse | undefined
  /** The event that the runtime has received and not answered yet: its id, and as the runtime names it. */
  #unanswered: { readonly requestId: string; readonly named: string } | undefined

  private constructor(events: RuntimeApiEvents) {
    this.#events = events
    this.#server = createServer({ maxHeaderSize: maxHeaderBytes }, (request, response) => {
      this.#handle(request, response).catch(() => response.destroy())
    })
    // A runtime's request for its next event stays open until there is one.
    this.#server.requestTimeout = 0
    this.#server.keepAliveTimeout = 0
    this.#server.on('connection', () => {
      this.#isReached = true
    })
  }

  /** Listens on a free port of the loopback interface. */
  static async listen(events: RuntimeApiEvents): Promise<RuntimeApi> {
    const api = new RuntimeApi(events)
    await new Promise<void>((resolve, reject) => {
      // Later ones are connections for which there is no file.
      api.#server.on('error', reject)
      api.#server.listen(0, '127.0.0.1', resolve)
    })
    return api
  }

  /** Value of `AWS_LAMBDA_RUNTIME_API` for the runtime. */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Whether the runtime has connected: without a file for its connection, the system resets it unseen. */
  get isReached(): boolean {
    return this.#isReached
  }

  /** Whether the runtime waits for an event: it has requested one, and has not gone since. */
  get isAwaited(): boolean {
    return this.#waiting?.socket?.destroyed === false
  }

  /** Sends an event to the runtime, which must be waiting for one. */
  send(invocation: Invocation, deadlineMs: number): void {
    const response = this.#waiting
    this.#waiting = undefined
    if (response === undefined) throw new Error('the runtime is not waiting for an event')
    const { requestId, invokedFunctionArn, traceHeader, clientContext, tenantId, payload } = invocation
    // The runtime puts it into a path; the ids of Lambda, and most others, are the same there.
    const named = encodeURIComponent(wellFormed(requestId))
    this.#unanswered = { requestId, named }
    const headers = ['Content-Type', 'application/json', 'Content-Length', String(payload.length)]
    headers.push('Lambda-Runtime-Aws-Request-Id', named, 'Lambda-Runtime-Deadline-Ms', String(deadlineMs))
    headers.push('Lambda-Runtime-Invoked-Function-Arn', invokedFunctionArn)
    if (traceHeader !== undefined) headers.push('Lambda-Runtime-Trace-Id', headerValue(traceHeader))
    if (clientContext) headers.push('Lambda-Runtime-Client-Context', jsonHeader(clientContext))
    if (tenantId !== undefined) headers.push('Lambda-Runtime-Aws-Tenant-Id', headerValue(tenantId))
    response.writeHead(200, headers).end(payload)
  }

  /** Drops the state and connections of a runtime that has exited, so that another one can connect. */
  forgetRuntime(): void {
    this.#isReached = false
    this.#waiting = undefined
    this.#unanswered = undefined
    this.#server.closeAllConnections()
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method} ${request.url}`
    if (route === `GET ${root}/invocation/next`) {
      this.#waiting = response
      this.#events.onReady()
      return
    }
    const body = await readBody(request, maxResponseBytes)
    if (route === `POST ${root}/init/error`) {
      const errorType = request.headers['lambda-runtime-function-error-type']
      this.#events.onInitError('bytes' in body ? body.bytes : new Uint8Array(), errorType?.toString())
      return accepted(response)
    }
    if (route === `POST ${root}/async-invoke/loaded-files`) {
      if ('bytes' in body) this.#events.onLoadedFiles(JSON.parse(Buffer.from(body.bytes).toString()))
      return accepted(response)
    }
    const [, named, kind] = answerRoute.exec(route) ?? []
    if (named === undefined) return refused(response, 404, 'NotFound', 'Not found')
    if (named !== this.#unanswered?.named) return refused(response, 400, 'InvalidRequestID', 'Invalid request ID')
    const { requestId } = this.#unanswered
    this.#unanswered = undefined
    if ('tooLarge' in body) {
      this.#events.onAnswer(requestId, { functionError: true, payload: responseTooLarge(maxResponseBytes) })
      const errorMessage = `Exceeded maximum allowed payload size (${maxResponseBytes} bytes).`
      return refused(response, 413, 'RequestEntityTooLarge', errorMessage)
    }
    // A streamed response that fails says so after its content (RUN-2).
    const streamError = request.trailers['lambda-runtime-function-error-body']
    if (streamError === undefined)
      this.#events.onAnswer(requestId, { functionError: kind === 'error', payload: body.bytes })
    else {
      const payload = Buffer.from(streamError, 'base64')
      this.#events.onAnswer(requestId, { functionError: true, payload, written: body.bytes })
    }
    // To wake a process takes as long as to end its run, and the caller waits only for the latter.
    afterTurns(turnsUntilEnd + 1, () => accepted(response))
  }
}

/** Percent-encodes what a header cannot carry. */
function headerValue(value: string): string {
  return value.replace(/[^\x20-\x7e]+/g, (characters) => encodeURIComponent(wellFormed(characters)))
}

/** JSON in base64 as runtimes get it: decoded, on one line, and in ASCII. */
function jsonHeader(base64: string): string {
  return Buffer.from(base64, 'base64')
    .toString()
    .replace(/[\t\n\r]+/g, ' ')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Halves of surrogate pairs cannot be encoded. */
function wellFormed(text: string): string {
  return /\p{Surrogate}/u.test(text) ? Buffer.from(text).toString() : text
}

function accepted(response: ServerResponse): void {
  answer(response, 202, '{"status":"OK"}')
}

function refused(response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  answer(response, status, JSON.stringify({ errorMessage, errorType }))
}

/** With its length, an answer needs no chunks, and is written and read at once. */
function answer(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
    .end(body)
}
