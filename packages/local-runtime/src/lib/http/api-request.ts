/** One call of the API, parsed as far as every operation needs it. */
export interface ApiRequest {
  /** Of this call; for an accepted event it becomes the identity of the event (INV-8). */
  readonly requestId: string
  /** Name of the operation; empty for the control API. */
  readonly operation: string
  /** Members of the path, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Value of a header, `name` in lower case; undefined when absent. */
  header(name: string): string | undefined
  /** Reads the body; `limit` in bytes. */
  body(limit: number): Promise<{ readonly bytes: Uint8Array } | { readonly tooLarge: number }>
}

export interface ApiResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
}

/** One operation of the API; refuses with {@link LambdaError}. */
export type ApiHandler = (request: ApiRequest) => Promise<ApiResponse>

/** Operations of the API by their names. */
export type ApiHandlers = Readonly<Record<string, ApiHandler>>

/** A JSON answer. */
export function json(status: number, value: unknown): ApiResponse {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) }
}
