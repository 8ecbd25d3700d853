import { type ApiRequest, type ApiResponse, json } from '../http/api-request.ts'

/** A control: answers requests of one method and resource. `rest` is the path below the resource, decoded. */
export type Control = (request: ApiRequest, rest: string) => Promise<ApiResponse>

/** Controls by method and resource: `GET events`, `POST clock`. */
export type Controls = Readonly<Record<string, Control>>

/** Answers with a sentence. */
export function problem(status: number, message: string): ApiResponse {
  return json(status, { message })
}

/** Thrown by a control, and answered. */
export class ControlRefusal extends Error {
  readonly answer: ApiResponse

  constructor(status: number, message: string) {
    super(message)
    this.answer = problem(status, message)
  }
}

/** Bodies of controls are a few members. */
const maxBodyBytes = 4_096

/**
 * Reads a small body as JSON; `undefined` without one.
 *
 * @throws {@link ControlRefusal} when it is too large, or no JSON
 */
export async function bodyOf(request: ApiRequest): Promise<unknown> {
  const body = await request.body(maxBodyBytes)
  if ('tooLarge' in body)
    throw new ControlRefusal(413, `the body has ${body.tooLarge} bytes, more than ${maxBodyBytes}`)
  if (body.bytes.length === 0) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(body.bytes))
  } catch (cause) {
    throw new ControlRefusal(400, `the body is not JSON: ${cause instanceof Error ? cause.message : cause}`)
  }
}

export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString()
}
