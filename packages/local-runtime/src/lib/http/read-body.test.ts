import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBody } from './read-body.ts'

const limit = 8

/** A request whose parser has found these chunks of its body, and its end if `complete`. */
function requestWith(chunks: readonly Uint8Array[], complete: boolean): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  for (const chunk of chunks) request.push(Buffer.from(chunk))
  if (complete) end(request)
  return request
}

function end(request: IncomingMessage): void {
  request.complete = true
  request.push(null)
}

describe('readBody', () => {
  it('returns the same bytes, or size, whether they have come before the call or come later', async () => {
    const chunk = fc.uint8Array({ minLength: 1, maxLength: limit })
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 3 }), fc.nat(3), async (chunks, before) => {
        const whole = Buffer.concat(chunks)
        const expected = whole.length > limit ? { tooLarge: whole.length } : { bytes: whole }
        const asBytes = (body: object): object =>
          'bytes' in body ? { bytes: Buffer.from(body.bytes as Buffer) } : body
        expect(asBytes(readBody(requestWith(chunks, true), limit))).toEqual(expected)

        const slow = requestWith(chunks.slice(0, before), false)
        const read = readBody(slow, limit)
        expect(read).toBeInstanceOf(Promise)
        for (const chunk of chunks.slice(before)) slow.push(Buffer.from(chunk))
        end(slow)
        expect(asBytes(await read)).toEqual(expected)
      }),
    )
  })

  it('lets a request that was read at once end as any other', async () => {
    const request = requestWith([Buffer.from('{}')], true)
    const closed = new Promise((resolve) => request.once('close', resolve))
    readBody(request, limit)
    await closed
    expect(request.readableEnded).toBe(true)
  })

  it('rejects for a client that disconnects in the middle, or has done so before', async () => {
    const request = requestWith([Buffer.from('{')], false)
    const read = readBody(request, limit)
    request.destroy()
    await expect(read).rejects.toThrow('disconnected')
    await expect(readBody(request, limit)).rejects.toThrow('disconnected')
  })
})
