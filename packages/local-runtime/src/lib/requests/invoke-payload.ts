import type { ApiRequest } from '../http/api-request.ts'
import { findJsonFault, findUtf8Fault } from '../http/json/fault.ts'
import { LambdaError } from '../http/lambda-error.ts'

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Largest event, in bytes (section 1). */
const maxEventBytes = 1_048_576
/** Largest synchronous request, in bytes. */
const maxRequestBytes = 6_291_456

/** Largest body of an asynchronous call, in bytes. */
const limits: Readonly<Record<string, number>> = { Event: maxEventBytes, InvokeAsync: 262_144 }

/** The payload of a call as it came; refuses one that is too large or no JSON. */
export async function payloadIn(request: ApiRequest, invocationType: string): Promise<Uint8Array> {
  const limit = limits[invocationType] ?? maxRequestBytes
  const body = await request.body(limit)
  if ('tooLarge' in body) {
    const message =
      limits[invocationType] === undefined
        ? `Request must be smaller than ${limit} bytes for the InvokeFunction operation`
        : `${body.tooLarge} byte payload is too large for the ${invocationType} invocation type (limit ${limit} bytes)`
    throw new LambdaError('RequestEntityTooLargeException', message)
  }
  const fault = body.bytes.length === 0 ? undefined : faultOf(body.bytes)
  if (fault !== undefined) {
    const message = `Could not parse request body into json: Could not parse payload into json: ${fault}`
    throw new LambdaError('InvalidRequestContentException', message)
  }
  return body.bytes
}

function faultOf(bytes: Uint8Array): string | undefined {
  try {
    return findJsonFault(strictDecoder.decode(bytes))
  } catch {
    return findUtf8Fault(bytes)
  }
}
