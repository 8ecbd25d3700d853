import { ownString } from '../document/own-member.ts'

// Part of every runtime, and of none of the type libraries that this package is compiled with.
declare const TextEncoder: new () => { encode(text: string): Uint8Array }
declare const TextDecoder: new (label: string, options: { ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string }

/** Bytes of UTF-8 that an `ErrorMessage` attribute keeps (DLQ-4). */
const maximumErrorMessageBytes = 1_024

/** A byte order mark is part of a text, and bytes that are no UTF-8 become U+FFFD. */
const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

/**
 * The message of a function's error payload: its `errorMessage`, or, where it has none, an empty one or one that is no
 * string, the payload itself as compact JSON (U-17, a choice of ours). A payload that is not JSON, or nested too deep to
 * be written again, is its own text. Empty only for no bytes. Never throws.
 *
 * @example errorMessageOf('{ "errorType": "E" }') // '{"errorType":"E"}'
 */
export function errorMessageOf(payload: Uint8Array | string): string {
  const text = typeof payload === 'string' ? payload : textOf(payload)
  try {
    const value: unknown = JSON.parse(text)
    return ownString(value, 'errorMessage') || JSON.stringify(value)
  } catch {
    return text
  }
}

/**
 * The first 1,024 bytes of a text; a character that the cut goes through becomes U+FFFD, so that the result may have
 * 1,026 bytes (DLQ-4).
 *
 * @example truncateErrorMessage(`x${'é'.repeat(600)}`) // 'x', 511 times 'é', U+FFFD
 */
export function truncateErrorMessage(text: string): string {
  return textOf(new TextEncoder().encode(text).subarray(0, maximumErrorMessageBytes))
}
