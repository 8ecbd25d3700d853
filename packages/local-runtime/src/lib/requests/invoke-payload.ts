import type { ApiRequest } from '../http/api-request.ts'
import { findFault, isSmallJson } from '../http/json/fault.ts'
import { LambdaError } from '../http/lambda-error.ts'
import type { Body } from '../http/read-body.ts'

/**
 * Maximum size of an event in bytes (section 1).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const maxEventBytes = 1_048_576
/** Maximum size of a synchronous payload in bytes. */
const maxRequestBytes = 6_291_456

/** Maximum size of an asynchronous payload in bytes, by invocation type. */
const maxAsyncBytes: Readonly<Record<string, number>> = { Event: maxEventBytes, InvokeAsync: 262_144 }

/**
 * Reads the payload of a call, unchanged (INV-4). It is JSON of any kind, so a record always has one (REC-7).
 *
 * @throws {@link LambdaError} when it is too large or not JSON (2.3)
 */
export function readPayload(request: ApiRequest, invocationType: string): Uint8Array | Promise<Uint8Array> {
  const limit = maxAsyncBytes[invocationType] ?? maxRequestBytes
  const body = request.body(limit)
  // Hot path: most bodies have come, and are small.
  return body instanceof Promise
    ? body.then((whole) => checkPayload(whole, invocationType, limit))
    : checkPayload(body, invocationType, limit)
}

function checkPayload(body: Body, invocationType: string, limit: number): Uint8Array | Promise<Uint8Array> {
  if ('tooLarge' in body) {
    const message =
      maxAsyncBytes[invocationType] === undefined
        ? `Request must be smaller than ${limit} bytes for the InvokeFunction operation`
        : `${body.tooLarge} byte payload is too large for the ${invocationType} invocation type (limit ${limit} bytes)`
    // The code on the wire, which differs from the name in the model (U-03).
    throw new LambdaError('RequestEntityTooLargeException', message)
  }
  // Most payloads are small, and need no further turn.
  if (body.bytes.length === 0 || isSmallJson(body.bytes)) return body.bytes
  return checkJson(body.bytes)
}

async function checkJson(bytes: Uint8Array): Promise<Uint8Array> {
  const fault = await findFault(bytes)
  if (fault !== undefined) {
    const message = `Could not parse request body into json: Could not parse payload into json: ${fault}`
    throw new LambdaError('InvalidRequestContentException', message)
  }
  return bytes
}
