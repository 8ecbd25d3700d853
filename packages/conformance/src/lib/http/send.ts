import { type ClientRequest, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { type SigningScope, signedHeaders } from './sign.ts'

/** A request to a service, below the base URL of its endpoint. */
export interface ServiceRequest {
  readonly method: string
  /** Path and query, encoded. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** An answer as it came. */
export interface ServiceAnswer {
  readonly status: number
  /** By lower-case name; those that came several times joined with commas. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** A service and the way to it. */
export interface ServiceEndpoint extends SigningScope {
  /** Base URL, without a slash at its end. */
  readonly endpoint: string
}

/** Thrown when no answer comes: nothing is seen of what a scenario is about. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** How long an endpoint may take for one answer to its end: no function of a scenario runs for so long. */
const patienceMs = 60_000
/** More than any service answers. */
const maxAnswerBytes = 64 * 1_048_576

/**
 * Sends one signed request, once and without following redirects.
 *
 * @throws {@link NoAnswer} with the service when no answer comes
 */
export function send(
  to: ServiceEndpoint,
  { method, path, headers = {}, body = '' }: ServiceRequest,
): Promise<ServiceAnswer> {
  const url = new URL(to.endpoint + path)
  const bytes = Buffer.from(body)
  const length = method === 'GET' && bytes.length === 0 ? {} : { 'content-length': String(bytes.length) }
  const signed = signedHeaders({ method, url, headers, body: bytes }, to)
  const open = url.protocol === 'https:' ? overHttps : overHttp
  return new Promise((resolve, reject) => {
    const failed = (cause: Error): void =>
      reject(
        new NoAnswer(`${to.service} at ${url.origin} does not answer ${method} ${path}: ${cause.message}`, { cause }),
      )
    const giveUp = (why: string): void => {
      failed(new Error(why))
      sent.destroy()
    }
    const sent: ClientRequest = open(url, { method, headers: { ...signed, ...length } }, (response) => {
      const chunks: Buffer[] = []
      let bytesRead = 0
      response.on('data', (chunk: Buffer) => {
        bytesRead += chunk.length
        chunks.push(chunk)
        if (bytesRead > maxAnswerBytes) giveUp(`its answer has more than ${maxAnswerBytes} bytes`)
      })
      response.on('error', failed)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(response.headers).map(([name, value]) => [
              name,
              Array.isArray(value) ? value.join(',') : String(value),
            ]),
          ),
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    // From the request to the end of the answer: one that comes a byte at a time must not last for ever.
    const timer = setTimeout(() => giveUp(`no whole answer within ${patienceMs / 1_000} s`), patienceMs)
    sent.on('error', failed)
    sent.on('close', () => clearTimeout(timer))
    sent.end(bytes)
  })
}
