import { describe, expect, it } from 'vitest'
import type { ApiRequest } from '../http/api-request.ts'
import type { Body } from '../http/read-body.ts'
import { readPayload } from './invoke-payload.ts'

/** A request whose body has come, of this size or with these bytes. */
function requestWith(whole: number | Uint8Array): ApiRequest {
  const bytes = typeof whole === 'number' ? new Uint8Array(whole).fill(0x31) : whole
  const body = (limit: number): Body => (bytes.length > limit ? { tooLarge: bytes.length } : { bytes })
  return { requestId: '', operation: 'Invoke', params: {}, query: new URLSearchParams(), header: () => undefined, body }
}

describe('the payload of a call', () => {
  it.each([
    {
      type: 'Event',
      limit: 1_048_576,
      message: '1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
    },
    {
      type: 'InvokeAsync',
      limit: 262_144,
      message: '262145 byte payload is too large for the InvokeAsync invocation type (limit 262144 bytes)',
    },
    {
      type: 'RequestResponse',
      limit: 6_291_456,
      message: 'Request must be smaller than 6291456 bytes for the InvokeFunction operation',
    },
  ])('has up to $limit bytes for $type', async ({ type, limit, message }) => {
    expect(await readPayload(requestWith(limit), type)).toHaveLength(limit)
    const refusal = expect.objectContaining({ code: 'RequestEntityTooLargeException', message })
    expect(() => readPayload(requestWith(limit + 1), type)).toThrow(refusal)
  })

  it.each(['', ' ', '{', '{"a":1', 'nul', '"\\x"', '1 2', '\u00a0'])('is JSON, or empty: %j', async (text) => {
    const read = async (): Promise<Uint8Array> => readPayload(requestWith(Buffer.from(text)), 'Event')
    if (text === '') expect(await read()).toHaveLength(0)
    else await expect(read()).rejects.toMatchObject({ code: 'InvalidRequestContentException' })
  })
})
