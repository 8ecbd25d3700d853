import type { ApiRequest, ApiResponse } from '../../http/api-request.ts'
import { isObject } from '../../http/json-body.ts'
import { InvalidPattern } from '../../patterns/operators.ts'
import type { EventOperation } from './event-operations.ts'
import { EventsError } from './events-error.ts'

/** More than the largest request of PutEvents. */
const maxBodyBytes = 4 * 1_048_576

/** Answers a request in the JSON protocol of EventBridge; a pattern that cannot be read is refused with the reason (EVB-3). */
export async function answerEvents(operation: EventOperation, request: ApiRequest): Promise<ApiResponse> {
  try {
    const body = await request.body(maxBodyBytes)
    if ('tooLarge' in body) throw new EventsError('RequestEntityTooLargeException', 'the body is too large', 413)
    const answer = await operation(parseBody(body.bytes))
    return respond(200, answer)
  } catch (error) {
    if (error instanceof EventsError) return respond(error.status, { __type: error.code, message: error.message })
    if (!(error instanceof InvalidPattern)) throw error
    const message = `Event pattern is not valid. Reason: ${error.message}`
    return respond(400, { __type: 'InvalidEventPatternException', message })
  }
}

function parseBody(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (isObject(value)) return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
  } catch {
    // Refused below, as any other body that is no object.
  }
  throw new EventsError('SerializationException', 'the body is not a JSON object')
}

function respond(status: number, body: object): ApiResponse {
  return { status, headers: { 'Content-Type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) }
}
