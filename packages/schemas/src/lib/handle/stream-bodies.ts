import { isBytes } from '../document/text.ts'

/**
 * Reads the stream in the `Body` of an S3 object, or of each in an array, as the response of `GetObject` has it: of the
 * AWS SDK in Node.js or a browser, a `Blob`, or any asynchronous iterable of bytes or text.
 *
 * @returns the input with the content of its streams, or `undefined` if it has none
 */
export function withReadBodies(input: unknown): Promise<unknown> | undefined {
  if (!isArray(input)) return bodyOf(input)?.then((Body) => ({ ...(input as object), Body }))
  const bodies = Array.from(input, bodyOf)
  if (bodies.every((body) => body === undefined)) return undefined
  return Promise.all(bodies).then((contents) =>
    contents.map((Body, index) => (Body === undefined ? input[index] : { ...(input[index] as object), Body })),
  )
}

function isArray(input: unknown): input is readonly unknown[] {
  try {
    return Array.isArray(input)
  } catch {
    return false
  }
}

/** The promise of a body's content. A value that cannot be read has none, and is reported as such later. */
function bodyOf(value: unknown): Promise<Uint8Array | string> | undefined {
  try {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'Body')) return undefined
    const { Body } = value as { readonly Body: unknown }
    return typeof Body === 'object' && Body !== null && !isBytes(Body) ? contentOf(Body) : undefined
  } catch {
    return undefined
  }
}

/** Streams have their methods on their prototype, so inherited members count here. */
interface StreamLike {
  readonly transformToByteArray?: () => Promise<Uint8Array>
  readonly transformToString?: () => Promise<string>
  readonly arrayBuffer?: () => Promise<ArrayBuffer>
  readonly [Symbol.asyncIterator]?: () => AsyncIterator<unknown>
}

function contentOf(body: StreamLike): Promise<Uint8Array | string> | undefined {
  if (typeof body.transformToByteArray === 'function') return body.transformToByteArray()
  if (typeof body.transformToString === 'function') return body.transformToString()
  if (typeof body.arrayBuffer === 'function') return body.arrayBuffer().then((buffer) => new Uint8Array(buffer))
  return typeof body[Symbol.asyncIterator] === 'function' ? joined(body as AsyncIterable<unknown>) : undefined
}

/** A character may be cut between two chunks, so bytes are joined before they are decoded. */
async function joined(chunks: AsyncIterable<unknown>): Promise<Uint8Array | string> {
  const parts: unknown[] = []
  for await (const chunk of chunks) parts.push(chunk)
  if (parts.every((part) => typeof part === 'string')) return parts.join('')
  const bytes = parts.map(bytesOf)
  const all = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0))
  let position = 0
  for (const part of bytes) {
    all.set(part, position)
    position += part.length
  }
  return all
}

/** Browsers, workers and every supported Node.js have it; the published code must not depend on the types of one. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array }

function bytesOf(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk
  if (typeof chunk === 'string') return new TextEncoder().encode(chunk)
  throw new TypeError('the stream of an S3 object yields neither bytes nor text')
}
