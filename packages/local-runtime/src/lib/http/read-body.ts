import type { IncomingMessage } from 'node:http'
import { setImmediate } from 'node:timers/promises'

/** A request body, or only its size in bytes if it exceeds the limit. */
export type Body = { readonly bytes: Uint8Array } | { readonly tooLarge: number }

/** Maximum size in bytes of a body with code, an archive in base64. No operation accepts more. */
export const maxCodeRequestBytes = 70_167_211

/** How many bytes of an oversize body are counted before giving up, unless the limit is higher. */
const maxCountedBytes = 64 * 1_048_576

/** Bytes that are joined in one turn of the event loop. */
const joinedAtOnce = 4 * 1_048_576

const noBytes = new Uint8Array()

/**
 * Reads a body of up to `limit` bytes. A larger one is discarded, and its size counted within reason.
 *
 * @returns the body at once if all of it has come
 */
export function readBody(request: IncomingMessage, limit: number): Body | Promise<Body> {
  const declared = Number(request.headers['content-length'] ?? 0)
  const maxCounted = Math.max(maxCountedBytes, limit)
  if (declared > maxCounted) return { tooLarge: declared }
  if (request.complete) return readWhole(request, limit)
  if (request.destroyed) return Promise.reject(disconnected())
  // Hot path: an async iterator would cost a tenth of a request's time.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const end = (): void => {
      const [only] = chunks
      if (size > limit) resolve({ tooLarge: size })
      else if (chunks.length === 1 && only !== undefined) resolve({ bytes: only })
      else if (size <= joinedAtOnce) resolve({ bytes: Buffer.concat(chunks) })
      else joinInSlices(chunks, size).then((bytes) => resolve({ bytes }), reject)
    }
    const take = (chunk: Buffer): void => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else chunks.length = 0
      if (size <= maxCounted) return
      request.off('data', take)
      request.pause()
      end()
    }
    request.on('data', take)
    request.on('end', end)
    request.on('close', () => {
      if (!request.complete) reject(disconnected())
    })
  })
}

function readWhole(request: IncomingMessage, limit: number): Body {
  const bytes: Buffer | null = request.read()
  if (bytes === null) return { bytes: noBytes }
  return bytes.length > limit ? { tooLarge: bytes.length } : { bytes }
}

function disconnected(): Error {
  return new Error('the client disconnected in the middle of its request')
}

/** Joins the chunks of a large body, and serves other requests meanwhile: new memory costs more than the copy. */
async function joinInSlices(chunks: readonly Buffer[], size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(size)
  let [end, joined] = [0, 0]
  for (const chunk of chunks) {
    bytes.set(chunk, end)
    end += chunk.length
    if (end - joined < joinedAtOnce) continue
    joined = end
    await setImmediate()
  }
  return bytes
}
