import { placeOf } from './json-cursor.ts'
import { scannedFault } from './json-scanner.ts'

/**
 * Why a text is not JSON, in the sentences of the service's parser (2.3). A text of several values, or of none, is one
 * that this parser has nothing against; its sentence is ours.
 *
 * Returns `undefined` for JSON.
 */
export function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    const fault = scannedFault(new TextEncoder().encode(text))
    if (fault !== undefined) return fault
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    const sentence = position === undefined ? 'Unexpected end-of-input' : 'Unexpected non-whitespace character'
    return `${sentence}\n at ${placeBehind(text.slice(0, Number(position ?? text.length)))}`
  }
}

/** Why bytes that are no text are not JSON; where the parser does not see it, the first byte that is at fault. */
export function utf8Fault(bytes: Uint8Array): string {
  const fault = scannedFault(bytes)
  if (fault !== undefined) return fault
  let at = 0
  // The longest part that is text.
  for (let step = 2 ** Math.ceil(Math.log2(bytes.length + 1)); step >= 1; step /= 2)
    if (at + step <= bytes.length && isText(bytes.subarray(0, at + step), true)) at += step
  const kind = isText(bytes.subarray(0, at), false) ? 'start' : 'middle'
  const byte = (bytes[at] ?? 0).toString(16)
  const before = Array.from(bytes.subarray(0, at + 1), (each) => String.fromCharCode(each)).join('')
  return `Invalid UTF-8 ${kind} byte 0x${byte}\n at ${placeBehind(before)}`
}

/** `cut`: the last character may lack its end. */
function isText(bytes: Uint8Array, cut: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut })
    return true
  } catch {
    return false
  }
}

function placeBehind(text: string): string {
  const lines = text.split('\n')
  return placeOf(lines.length, (lines.at(-1)?.length ?? 0) + 1)
}
