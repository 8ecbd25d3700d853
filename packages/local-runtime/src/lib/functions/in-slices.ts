import { setImmediate } from 'node:timers/promises'

/** Bytes of code that are worked through in one turn of the event loop: some milliseconds of hashing. */
export const sliceBytes = 4 * 1_048_576

/** Works through bytes slice by slice, and serves other requests between them. */
export async function eachSlice(bytes: Uint8Array, use: (slice: Uint8Array) => void): Promise<void> {
  for (let from = 0; from < bytes.length; from += sliceBytes) {
    if (from > 0) await setImmediate()
    use(bytes.subarray(from, from + sliceBytes))
  }
}

/** Decodes base64 as `Buffer.from` does, slice by slice. */
export async function decodeBase64(text: string): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(Math.ceil(text.length / 4) * 3)
  let length = 0
  for (let from = 0; from < text.length; from += sliceBytes) {
    if (from > 0) await setImmediate()
    const slice = text.slice(from, from + sliceBytes)
    const written = bytes.write(slice, length, 'base64')
    length += written
    // Characters that count for nothing, such as line breaks, shift all groups of four after them: rare, so decoded in one go.
    if (from + sliceBytes < text.length && written !== (sliceBytes / 4) * 3) return Buffer.from(text, 'base64')
  }
  return bytes.subarray(0, length)
}
