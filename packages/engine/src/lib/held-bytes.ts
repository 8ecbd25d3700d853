/**
 * Bytes as a string of as many characters: one heap object without an `ArrayBuffer` behind it, a quarter of the fixed
 * cost of a typed array, and a copy that nobody else can write to.
 */
export function holdBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** The bytes again, in an array of their own. */
export function releaseBytes(held: string): Uint8Array {
  const bytes = new Uint8Array(held.length)
  Buffer.from(bytes.buffer).write(held, 'latin1')
  return bytes
}
