import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
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

/** What becomes of a reading within a few turns of the event loop. */
async function soon(read: ReturnType<typeof readBody>): Promise<unknown> {
  let outcome: unknown = 'still reading'
  Promise.resolve(read).then(
    (body) => (outcome = body),
    (error) => (outcome = error),
  )
  for (let turns = 0; turns < 10; turns += 1) await setImmediate()
  return outcome
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

  it('reads nothing of a body that says that it is larger than what is counted, and counts any other within reason', async () => {
    const mebibyte = new Uint8Array(1_048_576)
    const counted = 64 * mebibyte.length
    const declared = requestWith([mebibyte], false)
    declared.headers['content-length'] = String(counted + 1)
    expect(readBody(declared, limit)).toEqual({ tooLarge: counted + 1 })

    const endless = requestWith([], false)
    const read = readBody(endless, limit)
    for (let chunks = 0; chunks < 66; chunks += 1) endless.push(mebibyte)
    expect(await soon(read)).toEqual({ tooLarge: counted + mebibyte.length })
    for (const request of [declared, endless]) request.destroy()
  })

  it('counts as much as its limit, where that is more', async () => {
    const large = 65 * 1_048_576
    const request = requestWith([], false)
    request.headers['content-length'] = String(large)
    const read = readBody(request, large)
    request.push(new Uint8Array(large))
    end(request)
    expect(await read).toMatchObject({ bytes: { length: large } })
  })

  it('serves others while it joins the chunks of a large body', async () => {
    const request = requestWith([], false)
    let [turns, isRead] = [0, false]
    const read = Promise.resolve(readBody(request, 64 * 1_048_576)).finally(() => {
      isRead = true
    })
    for (let chunk = 0; chunk < 13; chunk += 1) request.push(new Uint8Array(1_048_576).fill(chunk))
    end(request)
    for (; !isRead; turns += 1) await setImmediate()
    expect(turns).toBeGreaterThan(3)
    const { bytes } = (await read) as { bytes: Buffer }
    expect(Array.from({ length: 13 }, (_, chunk) => bytes[(chunk + 1) * 1_048_576 - 1])).toEqual([...Array(13).keys()])
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
    const disconnected = expect.objectContaining({ message: expect.stringContaining('disconnected') })
    expect(await soon(read)).toEqual(disconnected)
    expect(await soon(readBody(request, limit))).toEqual(disconnected)
  })
})
