import { type ApiRequest, type ApiResponse, json } from '../http/api-request.ts'

/** A control: answers requests of one method and resource. `rest` is the path below the resource, decoded. */
export type Control = (request: ApiRequest, rest: string) => Promise<ApiResponse>

/** Controls by method and resource: `GET events`, `POST clock`. */
export type Controls = Readonly<Record<string, Control>>

/** Answers with a sentence. */
export function problem(status: number, message: string): ApiResponse {
  return json(status, { message })
}

/** Reads a small body as JSON; `undefined` if it is none. */
export async function bodyOf(request: ApiRequest): Promise<unknown> {
  const body = await request.body(4_096)
  try {
    return 'bytes' in body ? JSON.parse(new TextDecoder().decode(body.bytes)) : undefined
  } catch {
    return undefined
  }
}

export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString()
}
