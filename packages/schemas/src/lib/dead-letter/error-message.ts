import { ownString } from '../document/own-member.ts'

// Every JavaScript runtime has these, but none of the type libraries that this package is compiled with.
declare const TextEncoder: new () => { encode(text: string): Uint8Array }
declare const TextDecoder: new (label: string, options: { ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string }

/** Size limit of an `ErrorMessage` attribute, in bytes of UTF-8 (DLQ-4). */
const maxErrorMessageBytes = 1_024

/** Keeps a byte order mark; bytes that are not UTF-8 become U+FFFD. */
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

/**
 * The message of a function's error payload: its `errorMessage`, or, if that is missing, empty or not a string, the
 * payload as compact JSON (our choice, U-17). A payload that is not JSON, or nested too deep to be serialised again,
 * is returned as it is. Empty only for an empty payload. Never throws.
 *
 * @example
 * ```ts
 * errorMessageOf('{ "errorType": "E" }') // '{"errorType":"E"}'
 * ```
 */
export function errorMessageOf(payload: Uint8Array | string): string {
  const json = typeof payload === 'string' ? payload : decode(payload)
  try {
    const value: unknown = JSON.parse(json)
    return ownString(value, 'errorMessage') || JSON.stringify(value)
  } catch {
    return json
  }
}

/**
 * Cuts a message to 1,024 bytes of UTF-8. A character that the cut splits becomes U+FFFD, so the result can have 1,026
 * bytes (DLQ-4).
 *
 * @example
 * ```ts
 * truncateErrorMessage(`x${'é'.repeat(600)}`) // 'x', 511 times 'é', U+FFFD
 * ```
 */
export function truncateErrorMessage(message: string): string {
  return decode(new TextEncoder().encode(message).subarray(0, maxErrorMessageBytes))
}
