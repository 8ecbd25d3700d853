import type { ClientRequest } from 'node:http'
import { InvalidStreamingOperation, toErrorObject } from './errors.ts'
import { nodeHttp, runtimeAddress, runtimeRoot } from './runtime-client.ts'

const { Writable } = process.getBuiltinModule('node:stream')

/** Headers and trailers of a streamed response in the Runtime API. */
const [errorType, errorBody] = ['Lambda-Runtime-Function-Error-Type', 'Lambda-Runtime-Function-Error-Body']
const httpIntegration = 'application/vnd.awslambda.http-integration-response'

type Write = (chunk: string | Uint8Array) => void
type WriteCallback = (error: Error | null | undefined) => void

/**
 * Stream on which a handler writes its response (RUN-2). Each chunk is sent to the runtime as it is written, on a
 * connection of its own, so that an error outside of the handler can be reported meanwhile.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming
 */
export class ResponseStream extends Writable {
  /** Called before the first chunk; set by `HttpResponseStream`. */
  _onBeforeFirstWrite: ((write: Write) => void) | undefined
  /** Resolves once the runtime has answered the response, and rejects if the stream is closed before its end. */
  readonly answered: Promise<void>
  readonly #path: string
  #contentType = 'application/octet-stream'
  #isWritten = false
  #request: ClientRequest | undefined
  #resolve: () => void = () => {}

  /** @param path - of the response in the Runtime API */
  constructor(path: string, highWaterMark: number | undefined) {
    super({ decodeStrings: false, ...(highWaterMark !== undefined && { highWaterMark }) })
    this.#path = path
    this.answered = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.once('close', () => {
        if (!this.writableFinished) reject(this.errored ?? new Error('Response stream is not finished.'))
      })
    })
    // A handler that fails itself does not wait for the answer.
    this.answered.catch(() => {})
  }

  /**
   * Sets the type of the content.
   *
   * @throws an InvalidStreamingOperation once something is written, and a TypeError for what no header can carry
   */
  setContentType(contentType: string): void {
    if (this.#isWritten) throw new InvalidStreamingOperation('Cannot set content-type, too late.')
    nodeHttp.validateHeaderValue('Content-Type', contentType)
    this.#contentType = contentType
  }

  /**
   * Writes text or bytes; any other value as JSON.
   *
   * @throws a TypeError for no value, as Lambda's client does
   */
  override write(chunk: unknown, ...more: readonly [(BufferEncoding | WriteCallback)?, WriteCallback?]): boolean {
    if (chunk === null || chunk === undefined)
      throw new TypeError(`Cannot read properties of ${chunk} (reading 'length')`)
    this.#isWritten = true
    const data = typeof chunk === 'string' || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk)
    const [encoding, callback] = typeof more[0] === 'string' ? [more[0], more[1]] : ['utf8' as const, more[0]]
    return super.write(data, encoding, callback)
  }

  /** Ends the response. A chunk that is the first one is written without what belongs before it, as by Lambda's client. */
  override end(...given: readonly [unknown?, (BufferEncoding | WriteCallback)?, WriteCallback?]): this {
    const [chunk, ...more] = given
    if (chunk === undefined || chunk === null || typeof chunk === 'function') return super.end(chunk)
    if (!this.#isWritten) this._onBeforeFirstWrite = undefined
    this.write(chunk, ...more)
    return super.end()
  }

  /**
   * Ends the response as failed. One that has ended stays as it is.
   *
   * @throws a TypeError for an error whose name no header can carry; as with Lambda's client, the process ends
   */
  async fail(error: unknown): Promise<void> {
    if (this.writableEnded) return
    const failure = toErrorObject(error)
    this.#connect().addTrailers({
      [errorType]: failure.errorType ?? '',
      [errorBody]: Buffer.from(JSON.stringify(failure)).toString('base64'),
    })
    this.end()
    await this.answered.catch(() => {})
  }

  override _write(chunk: string | Uint8Array, encoding: BufferEncoding, callback: WriteCallback): void {
    const sent = this.#connect()
    const before = this._onBeforeFirstWrite
    this._onBeforeFirstWrite = undefined
    before?.((prelude) => void sent.write(prelude))
    sent.write(chunk, encoding, callback)
  }

  override _final(callback: WriteCallback): void {
    this.#connect().end(callback)
  }

  override _destroy(error: Error | null, callback: WriteCallback): void {
    if (!this.writableFinished) this.#request?.destroy()
    callback(error)
  }

  #connect(): ClientRequest {
    if (this.#request !== undefined) return this.#request
    const headers = {
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      'Transfer-Encoding': 'chunked',
      'Content-Type': this.#contentType,
      Trailer: [errorType, errorBody],
    }
    const path = `${runtimeRoot}${this.#path}`
    this.#request = nodeHttp.request(
      { ...runtimeAddress(), method: 'POST', path, agent: false, headers },
      (response) => {
        response.on('end', this.#resolve)
        response.resume()
      },
    )
    this.#request.on('error', (error) => this.destroy(error))
    return this.#request
  }
}

/** `awslambda.HttpResponseStream`: a response of HTTP status, headers and cookies, then eight zero bytes, then its body. */
const HttpResponseStream = {
  from(stream: ResponseStream, prelude: unknown): ResponseStream {
    stream.setContentType(httpIntegration)
    const metadata = JSON.stringify(prelude)
    stream._onBeforeFirstWrite = (write) => {
      write(metadata)
      write(new Uint8Array(8))
    }
    return stream
  },
}

/** Marks of a handler that streams, under the names of Lambda's runtime client, by which libraries know them too. */
const streaming = Symbol.for('aws.lambda.runtime.handler.streaming')
const streamingHighWaterMark = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark')

/** How a handler streams: the value of its mark, `undefined` without one. */
export function streamingOf(handler: object): { readonly mode: unknown; readonly highWaterMark: number | undefined } {
  const { [streaming]: mode, [streamingHighWaterMark]: mark } = handler as Record<symbol, unknown>
  const highWaterMark = Number(mark)
  return { mode: mode || undefined, highWaterMark: mark && !Number.isNaN(highWaterMark) ? highWaterMark : undefined }
}

/** Defines the global `awslambda`, unless the function opts out of it. */
export function defineGlobal(
  { AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA: without }: NodeJS.ProcessEnv = process.env,
): void {
  if (without === '1' || without === 'true') return
  const streamifyResponse = (handler: object, options?: { readonly highWaterMark?: unknown }): object => {
    const { highWaterMark } = options ?? {}
    const marks = {
      [streaming]: 'response',
      ...(typeof highWaterMark === 'number' && { [streamingHighWaterMark]: Math.trunc(highWaterMark) }),
    }
    return Object.assign(handler, marks)
  }
  Object.assign(globalThis, { awslambda: { streamifyResponse, HttpResponseStream } })
}
