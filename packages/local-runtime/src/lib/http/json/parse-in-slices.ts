import { isAscii } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { describeScan } from './fault.ts'
import { scanInSlices, sliceBytes } from './slices.ts'

/** Strings of more bytes are decoded apart, slice by slice. */
const longStringBytes = 16_384

/**
 * Bytes of a body beside its long strings, a limit of ours: the members of the largest request need a fraction of it.
 * Only they are parsed in one turn.
 */
const maxBytesBesideStrings = 262_144

/** A parsed value, or why there is none. */
export type Parsed = { readonly value: unknown } | { readonly problem: string }

/**
 * Parses large JSON that consists mostly of a few long strings, such as a request with an archive in base64. Between
 * slices other requests are served.
 */
export async function parseInSlices(bytes: Uint8Array): Promise<Parsed> {
  const strings: { from: number; to: number }[] = []
  const onString = (from: number, to: number): void => {
    if (to - from > longStringBytes) strings.push({ from, to })
  }
  const fault = describeScan(await scanInSlices(bytes, { onString }), bytes)
  if (fault !== undefined) return { problem: fault }
  const beside = strings.reduce((rest, { from, to }) => rest - (to - from), bytes.length)
  if (beside > maxBytesBesideStrings)
    return {
      problem: `the body has more than ${maxBytesBesideStrings} bytes beside strings of ${longStringBytes} bytes`,
    }

  const decoder = new TextDecoder()
  const mark = randomUUID()
  const long = new Map<string, string>()
  let [text, at] = ['', 0]
  for (const { from, to } of strings) {
    const key = `${mark}:${long.size}`
    long.set(key, await decodeString(bytes.subarray(from, to)))
    text += decoder.decode(bytes.subarray(at, from)) + key
    at = to
  }
  text += decoder.decode(bytes.subarray(at))
  return { value: JSON.parse(text, (_, value) => (typeof value === 'string' ? (long.get(value) ?? value) : value)) }
}

/** Decodes the content of a JSON string, without its quotes. */
async function decodeString(bytes: Uint8Array): Promise<string> {
  // One copy for base64 and its like: to join a thousand parts takes ten times as long, in a turn of its own.
  if (await isPlain(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const parts: string[] = []
  for (let from = 0; from < bytes.length; ) {
    const to = endOfSlice(bytes, from)
    parts.push(JSON.parse(`"${new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(from, to))}"`))
    from = to
    await setImmediate()
  }
  return parts.join('')
}

/** Whether the content of a string stands for itself: ASCII without escapes. */
async function isPlain(bytes: Uint8Array): Promise<boolean> {
  for (let from = 0; from < bytes.length; from += sliceBytes) {
    const slice = bytes.subarray(from, from + sliceBytes)
    if (!isAscii(slice) || slice.includes(0x5c)) return false
    await setImmediate()
  }
  return true
}

/** Ends a slice before a character or an escape that would be cut. */
function endOfSlice(bytes: Uint8Array, from: number): number {
  let to = Math.min(from + sliceBytes, bytes.length)
  if (to === bytes.length) return to
  while (((bytes[to] ?? 0) & 0xc0) === 0x80) to -= 1
  // The longest escape, `\u0041`, has six bytes: a backslash among the last five may begin one that is cut.
  const begun = lastEscape(bytes, from, to)
  return begun === undefined || begun + (bytes[begun + 1] === 0x75 ? 6 : 2) <= to ? to : begun
}

/** Offset of the last backslash before `to` that begins an escape. */
function lastEscape(bytes: Uint8Array, from: number, to: number): number | undefined {
  for (let at = to - 1; at >= Math.max(from, to - 6); at -= 1) {
    if (bytes[at] !== 0x5c) continue
    let first = at
    while (first > from && bytes[first - 1] === 0x5c) first -= 1
    // In a run of backslashes, those at even places begin escapes.
    return (at - first) % 2 === 0 ? at : at - 1
  }
  return undefined
}
