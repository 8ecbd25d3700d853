/** Bytes of UTF-8 that an `ErrorMessage` attribute keeps (DLQ-4). */
const maximumErrorMessageBytes = 1_024

/**
 * The first 1,024 bytes of a text; a character that the cut goes through becomes U+FFFD, so that the result may have
 * 1,026 bytes (DLQ-4).
 *
 * @example firstKilobyte(`x${'é'.repeat(600)}`) // 'x', 511 times 'é', U+FFFD
 */
export function firstKilobyte(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return decoded(bytes.subarray(0, maximumErrorMessageBytes))
}

/**
 * The sentence of an error payload: its `errorMessage`, or, where it has none or an empty one, the payload itself as
 * compact JSON (U-17: a choice of ours, since SQS and SNS refuse empty values).
 *
 * @example errorMessageOf('{"errorMessage":"no items","errorType":"E"}') // 'no items'
 */
export function errorMessageOf(payload: Uint8Array | string): string {
  const text = typeof payload === 'string' ? payload : decoded(payload)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  const message = (value as { errorMessage?: unknown } | null)?.errorMessage
  return typeof message === 'string' && message !== '' ? message : JSON.stringify(value)
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
