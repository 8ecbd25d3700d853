import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/**
 * Chunks of a text as they are, or decompressed where the first one begins as gzip does. Several archives may follow each other,
 * and zeros the last one. Anything else there fails, since it may be documents: they would be lost without a word.
 */
export async function* decompressed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]()
  let first: Uint8Array = new Uint8Array()
  // The first chunk of a pipe may be a single byte.
  while (first.length < 2) {
    const { value, done } = await source.next()
    if (done === true) break
    first = first.length === 0 ? value : Buffer.concat([first, value])
  }
  const all = startingWith(first, source)
  if (first[0] !== 0x1f || first[1] !== 0x8b) return yield* all
  // A failure of the source or of the data ends the iteration.
  try {
    yield* pipeline(Readable.from(all), createGunzip(), () => {})
  } catch (error) {
    throw isNoHeader(error) ? new Error('what follows its gzip data is not compressed by gzip') : error
  }
}

/** The first header begins as gzip does, so that this one comes after an archive. */
function isNoHeader(error: unknown): boolean {
  return error instanceof Error && error.message === 'incorrect header check'
}

async function* startingWith(first: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  yield* { [Symbol.asyncIterator]: () => source }
}
