import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { formatInvocationRecord, type InvocationRecordFields } from './format-invocation-record.ts'
import { parseInvocationRecord } from './invocation-record.ts'

const fields: InvocationRecordFields = {
  timestampMs: 0,
  requestId: 'r-1',
  functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST',
  condition: 'Success',
  approximateInvokeCount: 1,
  requestPayloadText: '{}',
}

describe('formatInvocationRecord', () => {
  it.each(readVectors<{ why: string; parts: InvocationRecordFields; text: string }>('invocation-record/text'))(
    'formats $name with its members in order, byte for byte (section 6): $content.why',
    ({ content }) => {
      expect(formatInvocationRecord(content.parts)).toBe(content.text)
      expect(() => parseInvocationRecord(content.text)).not.toThrow()
    },
  )

  it('splices any payload in byte for byte and whole (REC-6, REC-7, REC-11)', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), fc.constantFrom('', ' ', '\n'), (request, response, space) => {
        const text = formatInvocationRecord({
          ...fields,
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

  it.each(['{', '<html>', '\u{feff}{}', 'undefined', '{},"a":1'])('throws for the request payload %j', (payload) => {
    expect(() => formatInvocationRecord({ ...fields, requestPayloadText: payload })).toThrow(TypeError)
  })

  it('reports a response that would close the record early as a delivery error', () => {
    const text = formatInvocationRecord({ ...fields, responsePayloadText: '1},"condition":"Success"' })
    expect(parseInvocationRecord(text)).toMatchObject({ deliveryError: { statusCode: 400 } })
  })

  it('throws for a timestamp that is not a time', () => {
    const timestampMs = Number.NaN
    expect(() => formatInvocationRecord({ ...fields, timestampMs })).toThrow('timestampMs is not a valid time: NaN')
  })
})
