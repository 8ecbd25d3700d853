import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { DocumentError } from '../document/document-error.ts'
import { formatInvocationRecord, type InvocationRecordFields } from './format-invocation-record.ts'
import { parseInvocationRecord } from './invocation-record.ts'
import { readRawPayloads } from './raw-payloads.ts'

describe('readRawPayloads (REC-6)', () => {
  it.each(readVectors<{ parts: InvocationRecordFields; text: string }>('invocation-record/text'))(
    'returns the payloads of $name byte for byte',
    ({ content: { parts, text } }) => {
      const raw = readRawPayloads(text)
      expect(raw.requestPayload).toBe(parts.requestPayloadText || '{}')
      const response = parseInvocationRecord(text).deliveryError ? undefined : parts.responsePayloadText || undefined
      expect(raw.responsePayload).toBe(response)
    },
  )

  it('keeps an integer beyond 2^53 and duplicate keys', () => {
    const payload = '{"id":9007199254740993,"a":1,"a":2}'
    expect(readRawPayloads(`{"requestPayload":${payload}}`)).toEqual({ requestPayload: payload })
  })

  it('refuses what is no text', () => {
    const noText = fc.anything().filter((value) => typeof value !== 'string')
    fc.assert(
      fc.property(noText, (value) => {
        expect(() => readRawPayloads(value as string)).toThrow(DocumentError)
      }),
    )
  })

  it('takes the last of two members, decodes escaped names and ignores nested members', () => {
    const text = String.raw`{"x":{"requestPayload":"inner"},"requestPayload":1 ,"request\u0050ayload": [ "},\"" ] }`
    expect(readRawPayloads(text)).toEqual({ requestPayload: ' [ "},\\"" ] ' })
    expect(readRawPayloads(' { } ')).toEqual({})
    expect(readRawPayloads('\uFEFF{"requestPayload":1}')).toEqual({ requestPayload: '1' })
  })

  it.each([
    { code: 'not-json', input: '{"requestPayload":' },
    { code: 'not-json', input: '' },
    { code: 'invalid-document', input: '[1]' },
    { code: 'invalid-document', input: 'null' },
    { code: 'invalid-document', input: '"text"' },
  ])('throws $code for $input', ({ code, input }) => {
    expect(() => readRawPayloads(input)).toThrow(expect.objectContaining({ code }))
  })

  it('returns what formatInvocationRecord and parseInvocationRecord round-trip, byte for byte', () => {
    const space = fc.stringMatching(/^[ \t\n\r]{0,3}$/)
    const payload = fc.tuple(space, fc.json(), space).map((pieces) => pieces.join(''))
    const fields = fc.record(
      {
        timestampMs: fc.integer({ min: 0, max: 4_102_444_800_000 }),
        requestId: fc.string({ minLength: 1, unit: 'binary' }),
        functionArn: fc.constant('arn:aws:lambda:us-east-1:123456789012:function:f:live'),
        condition: fc.string({ minLength: 1 }),
        approximateInvokeCount: fc.nat(),
        requestPayloadText: payload,
        responsePayloadText: payload,
        responseContext: fc.record(
          {
            statusCode: fc.integer(),
            executedVersion: fc.string({ minLength: 1 }),
            functionError: fc.constant('Unhandled'),
          },
          { requiredKeys: ['statusCode'] },
        ),
      },
      {
        requiredKeys: [
          'timestampMs',
          'requestId',
          'functionArn',
          'condition',
          'approximateInvokeCount',
          'requestPayloadText',
        ],
      },
    )
    fc.assert(
      fc.property(fields, (given) => {
        const text = formatInvocationRecord(given)
        const record = parseInvocationRecord(text)
        const { requestId, functionArn, condition, approximateInvokeCount } = given
        expect(record.requestContext).toEqual({ requestId, functionArn, condition, approximateInvokeCount })
        expect(record.timestamp).toBe(new Date(given.timestampMs).toISOString())
        expect(record.responseContext).toEqual(given.responseContext)
        expect(readRawPayloads(text)).toEqual({
          requestPayload: given.requestPayloadText,
          ...(given.responsePayloadText !== undefined && { responsePayload: given.responsePayloadText }),
        })
      }),
      { seed: 20261122, numRuns: 500 },
    )
  })
})
