import type { Attempt } from '@async-invoke/engine'

/** The client context that carries the event's id and the number of the attempt, as the base64 of its JSON. */
export function clientContextOf({ requestId, attempt }: Attempt): string {
  return Buffer.from(JSON.stringify({ custom: { requestId, attempt: String(attempt) } })).toString('base64')
}
