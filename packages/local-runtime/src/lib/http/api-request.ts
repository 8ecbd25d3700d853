import type { Body } from './read-body.ts'

/** A request to the API: what every operation needs, parsed. */
export interface ApiRequest {
  /** Id of this request. For an accepted event it is the id of the event (INV-8). */
  readonly requestId: string
  /** Name of the operation; empty for the control API. */
  readonly operation: string
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Value of a header, `undefined` if absent; `name` in lower case. */
  header(name: string): string | undefined
  /** Reads the body, up to `limit` bytes; at once if all of it has come. */
  body(limit: number): Body | Promise<Body>
}

export interface ApiResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  /**
   * Writes the body bit by bit, in the place of `body`. Called once the headers are sent; returns a function that is called
   * when the connection has ended. A client that does not read misses what is written meanwhile.
   */
  readonly stream?: (write: (text: string) => void) => () => void
}

/**
 * Carries out one operation of the API.
 *
 * @throws {@link LambdaError} when it refuses the request
 */
export type ApiHandler = (request: ApiRequest) => Promise<ApiResponse>

/** Handlers by the name of their operation. */
export type ApiHandlers = Readonly<Record<string, ApiHandler>>

/** Creates a JSON response. */
export function json(status: number, value: unknown): ApiResponse {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) }
}
