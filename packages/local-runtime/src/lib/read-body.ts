import type { IncomingMessage } from 'node:http'

/** A request's body: whole, or only its size when it is larger than the limit. */
export type Body = { readonly bytes: Uint8Array } | { readonly tooLarge: number }

/** How much of an oversize body is read to tell its size before the connection is given up. */
const mostToCount = 64 * 1_048_576

/** Reads a body up to `limit` bytes; of a larger one nothing is kept, and its size is counted as far as that is sensible. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const declared = Number(request.headers['content-length'] ?? 0)
  if (declared > mostToCount) return { tooLarge: declared }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
    else chunks.length = 0
    if (size > mostToCount) break
  }
  return size > limit ? { tooLarge: size } : { bytes: Buffer.concat(chunks) }
}
