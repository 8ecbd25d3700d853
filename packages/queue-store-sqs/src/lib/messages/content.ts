/** Characters that SQS carries unchanged, whichever protocol and emulator is between. */
const plain = /^[\t\n\x20-\uD7FF\uE000-\uFFFD]*$/
/** Those that only some emulators refuse. */
const wide = /^[\t\n\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes as a string for a message: as they are where they are text that SQS carries, or in base64. */
export interface Content {
  readonly as: 'text' | 'base64'
  readonly value: string
}

/** @param isWide - true to write characters outside the basic plane as they are */
export function toContent(bytes: Uint8Array, isWide = false): Content {
  const text = decoded(bytes)
  if (text !== undefined && (isWide ? wide : plain).test(text)) return { as: 'text', value: text }
  return { as: 'base64', value: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') }
}

export function fromContent({ as, value }: Content): Uint8Array {
  return Buffer.from(value, as === 'text' ? 'utf8' : 'base64')
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}
