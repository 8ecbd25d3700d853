import type { IncomingMessage } from 'node:http'

/** A request's body: whole, or only its size when it is larger than the limit. */
export type Body = { readonly bytes: Uint8Array } | { readonly tooLarge: number }

/** Largest body of an operation that takes code, an archive in base64; no operation takes more. In bytes. */
export const maxCodeRequestBytes = 70_167_211

/** How much of an oversize body is read to tell its size before the connection is given up, where the limit is not more. */
const mostToCount = 64 * 1_048_576

/** Reads a body up to `limit` bytes; of a larger one nothing is kept, and its size is counted as far as that is sensible. */
export function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const declared = Number(request.headers['content-length'] ?? 0)
  const most = Math.max(mostToCount, limit)
  if (declared > most) return Promise.resolve({ tooLarge: declared })
  // Events and not an iterator: this is where every request passes, and an iterator costs it a tenth of its time.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const end = (): void => {
      const [only] = chunks
      if (size > limit) resolve({ tooLarge: size })
      else resolve({ bytes: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks) })
    }
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else chunks.length = 0
      if (size <= most) return
      request.pause()
      end()
    })
    request.on('end', end)
    request.on('close', () => {
      if (!request.complete) reject(new Error('the client has gone in the middle of its request'))
    })
  })
}
