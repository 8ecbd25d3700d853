import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** Chunks of a text as they are, or decompressed where the first one begins as gzip does. */
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
  yield* pipeline(Readable.from(all), createGunzip(), () => {})
}

async function* startingWith(first: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  yield* { [Symbol.asyncIterator]: () => source }
}
