import { placeBefore } from './cursor.ts'
import { scanJson } from './scanner.ts'

/**
 * Why a text is not JSON, in the sentences of the service's parser (2.3). That parser reads on behind a first
 * value, and takes none at all; the sentences for both are ours.
 *
 * Returns `undefined` for JSON.
 */
export function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch {
    const bytes = new TextEncoder().encode(text)
    const scan = scanJson(bytes)
    if ('fault' in scan) return scan.fault
    const { secondValueAt } = scan
    if (secondValueAt === undefined) return `Unexpected end-of-input\n at ${placeBefore(bytes, bytes.length + 1)}`
    return `Unexpected non-whitespace character\n at ${placeBefore(bytes, secondValueAt)}`
  }
}

/** Why bytes that are not UTF-8 are not JSON; where the parser does not see it, the first byte that is at fault. */
export function utf8Fault(bytes: Uint8Array): string {
  const scan = scanJson(bytes)
  if ('fault' in scan) return scan.fault
  let at = 0
  // The longest prefix that is UTF-8.
  for (let step = 2 ** Math.ceil(Math.log2(bytes.length + 1)); step >= 1; step /= 2)
    if (at + step <= bytes.length && isUtf8(bytes.subarray(0, at + step), true)) at += step
  const kind = isUtf8(bytes.subarray(0, at), false) ? 'start' : 'middle'
  const byte = (bytes[at] ?? 0).toString(16)
  return `Invalid UTF-8 ${kind} byte 0x${byte}\n at ${placeBefore(bytes, at + 2)}`
}

/** `cut`: the last character may lack its end. */
function isUtf8(bytes: Uint8Array, cut: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut })
    return true
  } catch {
    return false
  }
}
