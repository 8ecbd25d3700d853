import { withoutMark } from './byte-order-mark.ts'

/** Browsers, workers and every supported Node.js have these; the published code must not depend on the types of one. */
declare const TextDecoder: new () => { decode(bytes: ArrayBuffer | ArrayBufferView): string }
declare const atob: (base64: string) => string

/** The text of a string, or of UTF-8 bytes, without a byte order mark; `undefined` for any other value. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return withoutMark(value)
  return isBytes(value) ? new TextDecoder().decode(value) : undefined
}

export function isBytes(value: unknown): value is ArrayBuffer | ArrayBufferView {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer
}

/** The text of base64-encoded UTF-8; `undefined` if it is not base64. */
export function textOfBase64(base64: string): string | undefined {
  try {
    return textOf(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
  } catch {
    return undefined
  }
}
