import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { formatInvocationRecord, type InvocationRecordFields } from './format-invocation-record.ts'
import { parseInvocationRecord } from './invocation-record.ts'

const parts: InvocationRecordFields = {
  timestampMs: 0,
  requestId: 'r-1',
  functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST',
  condition: 'Success',
  approximateInvokeCount: 1,
  requestPayloadText: '{}',
}

describe('formatInvocationRecord', () => {
  it.each(readVectors<{ why: string; parts: InvocationRecordFields; text: string }>('invocation-record/text'))(
    'writes $name to the byte: $content.why',
    ({ content }) => {
      expect(formatInvocationRecord(content.parts)).toBe(content.text)
      expect(() => parseInvocationRecord(content.text)).not.toThrow()
    },
  )

  it('gives back any payload that it was given (REC-6)', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), fc.constantFrom('', ' ', '\n'), (request, response, space) => {
        const text = formatInvocationRecord({
          ...parts,
          requestPayloadText: `${space}${request}${space}`,
          responsePayloadText: `${response}${space}`,
        })
        expect(text).toContain(`"requestPayload":${space}${request}${space}`)
        expect(text).toContain(`"responsePayload":${response}${space}`)
        const record = parseInvocationRecord(text)
        expect(record.requestPayload).toEqual(JSON.parse(request))
        expect(record.responsePayload).toEqual(JSON.parse(response))
      }),
      { seed: 20261122, numRuns: 300 },
    )
  })

  it.each(['{', '<html>', '\u{feff}{}', 'undefined', '{},"a":1'])('refuses to write %j as a request', (text) => {
    expect(() => formatInvocationRecord({ ...parts, requestPayloadText: text })).toThrow(TypeError)
  })

  it('does not let a response close the record early', () => {
    const text = formatInvocationRecord({ ...parts, responsePayloadText: '1},"condition":"Success"' })
    expect(parseInvocationRecord(text)).toMatchObject({ deliveryError: { statusCode: 400 } })
  })

  it('refuses a timestamp that is no time', () => {
    expect(() => formatInvocationRecord({ ...parts, timestampMs: Number.NaN })).toThrow('timestampMs is no time: NaN')
  })
})
