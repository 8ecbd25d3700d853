import { formatPosition } from './cursor.ts'
import { scanJson } from './scanner.ts'

/**
 * Finds out why a string is not JSON, in the messages of the service's parser (2.3). That parser accepts input after the
 * first value and empty input; the messages for these two are ours.
 *
 * @returns the message; `undefined` for JSON
 */
export function findJsonFault(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch {
    const bytes = new TextEncoder().encode(text)
    const scan = scanJson(bytes)
    if ('fault' in scan) return scan.fault
    const { secondValueAt } = scan
    if (secondValueAt === undefined) return `Unexpected end-of-input\n at ${formatPosition(bytes, bytes.length + 1)}`
    return `Unexpected non-whitespace character\n at ${formatPosition(bytes, secondValueAt)}`
  }
}

/**
 * Finds out why bytes that are not UTF-8 are not JSON. Where the service's parser would miss the fault, reports the first
 * invalid byte.
 */
export function findUtf8Fault(bytes: Uint8Array): string {
  const scan = scanJson(bytes)
  if ('fault' in scan) return scan.fault
  let at = 0
  // Binary search for the end of the prefix that is valid UTF-8.
  for (let step = 2 ** Math.ceil(Math.log2(bytes.length + 1)); step >= 1; step /= 2)
    if (at + step <= bytes.length && isUtf8(bytes.subarray(0, at + step), true)) at += step
  const kind = isUtf8(bytes.subarray(0, at), false) ? 'start' : 'middle'
  const byte = (bytes[at] ?? 0).toString(16)
  return `Invalid UTF-8 ${kind} byte 0x${byte}\n at ${formatPosition(bytes, at + 2)}`
}

/** @param truncated - the last character may be incomplete */
function isUtf8(bytes: Uint8Array, truncated: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: truncated })
    return true
  } catch {
    return false
  }
}
