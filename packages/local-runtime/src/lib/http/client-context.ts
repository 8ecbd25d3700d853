import { isObject } from './json-body.ts'
import { LambdaError } from './lambda-error.ts'

/** Longest client context, in bytes of its base64 form (section 1). */
const maxClientContextBytes = 3_583

/** A client context is a JSON object in base64; the sentence for one that is too long is ours. */
export function refuseClientContext(header: string | undefined): void {
  if (header === undefined || header === '') return
  if (header.length > maxClientContextBytes)
    throw refused(`Client context must have at most ${maxClientContextBytes} bytes, not ${header.length}.`)
  if (!isObjectInBase64(header)) throw refused('Client context must be a valid Base64-encoded JSON object.')
}

function isObjectInBase64(text: string): boolean {
  try {
    return isObject(JSON.parse(Buffer.from(text, 'base64').toString()))
  } catch {
    return false
  }
}

function refused(message: string): LambdaError {
  return new LambdaError('InvalidRequestContentException', message)
}
