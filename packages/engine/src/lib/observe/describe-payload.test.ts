import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describePayload } from './describe-payload.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('describePayload', () => {
  it('shows the size and the first kilobyte, without half a character', () => {
    const shown = describePayload(bytes(`${'x'.repeat(1_023)}é and more`))
    expect(shown).toEqual({ payloadBytes: 1_034, payloadHead: 'x'.repeat(1_023) })
  })

  it('shows all characters that fit into the first kilobyte, whatever they are', () => {
    fc.assert(
      fc.property(fc.nat({ max: 6 }), fc.string({ unit: 'grapheme', maxLength: 8 }), (before, text) => {
        const payload = bytes('x'.repeat(1_018 + before) + text)
        const head = new TextDecoder().decode(payload.subarray(0, 1_024), { stream: true })
        expect(describePayload(payload)).toEqual({ payloadBytes: payload.length, payloadHead: head })
      }),
    )
  })

  it.each([
    {
      from: 'Node.js',
      payload: { errorType: 'Error', errorMessage: 'no stock', trace: ['Error: no stock', '    at ship (a.mjs:1:2)'] },
      shown: { errorType: 'Error', errorMessage: 'no stock', stack: ['    at ship (a.mjs:1:2)'] },
    },
    {
      from: 'Python',
      payload: { errorType: 'KeyError', errorMessage: "'id'", stackTrace: ['  File "/a.py", line 3, in handler\n'] },
      shown: { errorType: 'KeyError', errorMessage: "'id'", stack: ['  File "/a.py", line 3, in handler\n'] },
    },
    {
      from: 'a timeout',
      payload: { errorType: 'Sandbox.Timedout', errorMessage: 'RequestId: r Error: Task timed out after 3.00 seconds' },
      shown: { errorType: 'Sandbox.Timedout', timedOut: true },
    },
  ])('reads the error object of $from', ({ payload, shown }) => {
    expect(describePayload(bytes(JSON.stringify(payload)), 'functionError')).toMatchObject(shown)
  })

  it.each(['', 'no JSON', 'null', '[1]', '{"errorMessage":7}'])('takes any bytes as an error object: %s', (text) => {
    expect(describePayload(bytes(text), 'functionError').payloadHead).toBe(text)
  })

  it('limits message and stack', () => {
    const trace = Array.from({ length: 100 }, (_, at) => `    at f${at} (${'y'.repeat(1_000)}:1:1)`)
    const payload = bytes(JSON.stringify({ errorType: 'E', errorMessage: 'z'.repeat(5_000), trace }))
    const { errorMessage, stack } = describePayload(payload, 'functionError')
    expect(errorMessage).toHaveLength(1_024)
    expect(stack?.map(({ length }) => length)).toEqual(Array(8).fill(256))
  })

  it('reads no error object in a response', () => {
    expect(describePayload(bytes('{"errorType":"E"}'), 'success')).not.toHaveProperty('errorType')
  })
})
