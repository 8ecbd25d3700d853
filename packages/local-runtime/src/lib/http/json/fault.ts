import { isUtf8 } from 'node:buffer'
import { formatPosition } from './cursor.ts'
import { maxDepth, type Scan, scanJson } from './scanner.ts'
import { scanInSlices, sliceBytes } from './slices.ts'

/** Size up to which text cannot nest too deep, so that `JSON.parse` decides, which is fastest for small payloads. */
const maxParsedBytes = 2 * maxDepth

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Finds out why bytes are not JSON in UTF-8, in the messages of the service's parser (2.3). That parser accepts input
 * after the first value and empty input, and misses some faults of encoding; the messages for these are ours. Large
 * bytes are read in slices, between which other requests are served.
 *
 * @returns the message; `undefined` for JSON
 */
export async function findFault(bytes: Uint8Array): Promise<string | undefined> {
  if (isSmallJson(bytes)) return undefined
  const scan = bytes.length <= sliceBytes ? scanJson(bytes) : await scanInSlices(bytes)
  if ('fault' in scan) return scan.fault
  return isUtf8(bytes) ? describeScan(scan, bytes) : describeInvalidByte(bytes)
}

/** Finds out why a small string is not JSON, like {@link findFault}. */
export function findJsonFault(text: string): string | undefined {
  const bytes = new TextEncoder().encode(text)
  return isSmallJson(bytes) ? undefined : describeScan(scanJson(bytes), bytes)
}

/** Whether bytes are JSON, as far as that can be told at once: {@link findFault} tells for all others. */
export function isSmallJson(bytes: Uint8Array): boolean {
  return bytes.length <= maxParsedBytes && isJson(bytes)
}

/** Describes the result of a scan; `undefined` for one value without a fault. */
export function describeScan(scan: Scan, bytes: Uint8Array): string | undefined {
  if ('fault' in scan) return scan.fault
  const { values, secondValueAt } = scan
  if (values === 0) return `Unexpected end-of-input\n at ${formatPosition(bytes, bytes.length + 1)}`
  if (secondValueAt === undefined) return undefined
  return `Unexpected non-whitespace character\n at ${formatPosition(bytes, secondValueAt)}`
}

function describeInvalidByte(bytes: Uint8Array): string {
  const from = firstInvalidSlice(bytes)
  let at = from
  // Binary search for the end of the prefix that is valid UTF-8.
  for (let step = sliceBytes * 2; step >= 1; step /= 2)
    if (at + step <= bytes.length && isPrefixOfUtf8(bytes.subarray(from, at + step))) at += step
  const kind = isUtf8(bytes.subarray(from, at)) ? 'start' : 'middle'
  const byte = (bytes[at] ?? 0).toString(16)
  return `Invalid UTF-8 ${kind} byte 0x${byte}\n at ${formatPosition(bytes, at + 2)}`
}

/** Offset of the last slice before which everything is UTF-8, moved to the beginning of a character. */
function firstInvalidSlice(bytes: Uint8Array): number {
  let from = 0
  for (let to = sliceBytes; to < bytes.length; to += sliceBytes) {
    let end = to
    while (end > from && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
    if (!isUtf8(bytes.subarray(from, end))) return from
    from = end
  }
  return from
}

/** Whether bytes are UTF-8, but for a last character that may be incomplete. */
function isPrefixOfUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(strictDecoder.decode(bytes))
    return true
  } catch {
    return false
  }
}
