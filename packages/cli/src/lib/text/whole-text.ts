import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { refuseNamedPipe } from '../named-pipe.ts'

/** More than any document that a command reads whole; a device or a pipe may have no end. */
const maxBytes = 256 * 1_048_576

/**
 * Reads a file.
 *
 * @throws `RangeError` if it has more than 256 MiB; `Error` if it is a named pipe; the system's error if it cannot be read
 */
export async function bytesOfFile(path: string): Promise<Buffer> {
  refuseNamedPipe(path)
  return bytesOf(createReadStream(path, { highWaterMark: 1_048_576 }), maxBytes)
}

/** As {@link bytesOfFile}, as UTF-8; it throws an `Error` too if it is something else. */
export async function textOfFile(path: string): Promise<string> {
  return utf8Of(await bytesOfFile(path))
}

/**
 * Reads a stream as UTF-8 to its end.
 *
 * @throws `RangeError` if it brings more than `max` bytes, 256 MiB by default; `Error` if it is something else
 */
export async function textOf(stream: Readable, max = maxBytes): Promise<string> {
  return utf8Of(await bytesOf(stream, max))
}

/**
 * Refuses the UTF-16 that Windows PowerShell writes to files, by its byte order mark.
 *
 * @throws `Error` that says so, as the reason of another error
 */
export function refuseUtf16([first, second]: Uint8Array): void {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new Error('it is UTF-16; write it as UTF-8')
}

/**
 * Decodes UTF-8.
 *
 * @throws `Error` if the bytes are something else
 */
export function utf8Of(bytes: Buffer): string {
  refuseUtf16(bytes)
  if (!isUtf8(bytes)) throw new Error('it is not UTF-8')
  return bytes.toString('utf8')
}

async function bytesOf(stream: Readable, max: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk))
    bytes += chunk.length
    if (bytes > max) throw new RangeError(`it has more than ${max} bytes`)
  }
  return Buffer.concat(chunks)
}
