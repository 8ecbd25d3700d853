import { isObject } from './json-body.ts'
import { LambdaError } from './lambda-error.ts'

/** In bytes of the base64 form (section 1). */
const maxClientContextBytes = 3_583

/** Refuses a client context that is not a JSON object in base64, or too long; the message for the latter is ours. */
export function refuseClientContext(header: string | undefined): void {
  if (header === undefined || header === '') return
  if (header.length > maxClientContextBytes)
    throw invalidContent(`Client context must have at most ${maxClientContextBytes} bytes, not ${header.length}.`)
  if (!isObjectInBase64(header)) throw invalidContent('Client context must be a valid Base64-encoded JSON object.')
}

function isObjectInBase64(text: string): boolean {
  try {
    return isObject(JSON.parse(Buffer.from(text, 'base64').toString()))
  } catch {
    return false
  }
}

function invalidContent(message: string): LambdaError {
  return new LambdaError('InvalidRequestContentException', message)
}
