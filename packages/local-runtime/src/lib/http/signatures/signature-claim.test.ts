import { describe, expect, it } from 'vitest'
import { readSignatureClaim, type SignatureClaim, type SignatureRefusal } from './signature-claim.ts'

const nowMs = Date.UTC(2026, 1, 10, 12)
const signature = '0'.repeat(64)
const credential = 'AKID/20260210/us-east-1/lambda/aws4_request'
const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${signature}`
const parameters = {
  'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
  'X-Amz-Credential': credential,
  'X-Amz-Date': '20260210T120000Z',
  'X-Amz-SignedHeaders': 'host',
  'X-Amz-Signature': signature,
}

function readHeader(given: { authorization?: string | undefined; date?: string | undefined }) {
  const parts = { authorization, date: '20260210T120000Z', ...given }
  const query = new URLSearchParams({ Qualifier: '1' })
  return readSignatureClaim({ authorization: parts.authorization, dateHeader: parts.date, query }, 'lambda', nowMs)
}

function readQuery(changed: Readonly<Record<string, string>>, header?: string): SignatureClaim | SignatureRefusal {
  const query = new URLSearchParams({ ...parameters, ...changed })
  return readSignatureClaim({ authorization: header, dateHeader: undefined, query }, 'lambda', nowMs)
}

describe('readSignatureClaim', () => {
  it('reads a header and a query', () => {
    const claim = {
      accessKeyId: 'AKID',
      region: 'us-east-1',
      service: 'lambda',
      signingDate: new Date(nowMs),
      signature,
    }
    expect(readHeader({})).toEqual({ ...claim, signedHeaders: 'host;x-amz-date' })
    for (const expires of [{}, { 'X-Amz-Expires': '1' }, { 'X-Amz-Expires': '604801' }, { 'X-Amz-Expires': 'soon' }])
      expect(readQuery(expires)).toEqual({ ...claim, signedHeaders: 'host' })
  })

  it('takes a date up to five minutes away', () => {
    const codes = (dates: readonly string[]) =>
      dates.flatMap((date) => [readHeader({ date }), readQuery({ 'X-Amz-Date': date })].map((claim) => 'code' in claim))
    expect(codes(['20260210T115500Z', '20260210T120500Z'])).toEqual([false, false, false, false])
    expect(codes(['20260210T115459Z', '20260210T120501Z'])).toEqual([true, true, true, true])
  })

  it.each([
    {
      header: 'none',
      given: { authorization: undefined },
      code: 'MissingAuthenticationTokenException',
      message: /^Missing/,
    },
    {
      header: 'Basic',
      given: { authorization: 'Basic YTpi' },
      code: 'IncompleteSignatureException',
      message: /version 4$/,
    },
    {
      header: 'without a date',
      given: { date: undefined },
      code: 'IncompleteSignatureException',
      message: /'X-Amz-Date'/,
    },
  ])('refuses an Authorization header: $header', ({ given, code, message }) => {
    expect(readHeader(given)).toEqual({ code, message: expect.stringMatching(message) })
  })

  it.each([
    {
      query: 'with nothing but the algorithm',
      given: { 'X-Amz-Credential': '', 'X-Amz-Date': '', 'X-Amz-SignedHeaders': '', 'X-Amz-Signature': '' },
      code: 'IncompleteSignatureException',
      message:
        "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.",
    },
    {
      query: 'of another algorithm',
      given: { 'X-Amz-Algorithm': 'AWS4-ECDSA-P256-SHA256' },
      code: 'IncompleteSignatureException',
      message: "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256' (only AWS4-HMAC-SHA256 for now). ",
    },
    {
      query: 'with half a credential',
      given: { 'X-Amz-Credential': 'AKID/20260210' },
      code: 'IncompleteSignatureException',
      message:
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKID/20260210'",
    },
    {
      query: 'with another date in the credential',
      given: { 'X-Amz-Credential': 'AKID/20260209/us-east-1/lambda/aws4_request' },
      code: 'InvalidSignatureException',
      message:
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260209' != '20260210', from '20260210T120000Z'.",
    },
    {
      query: 'for another service',
      given: { 'X-Amz-Credential': 'AKID/20260210/us-east-1/s3/aws4_request' },
      code: 'InvalidSignatureException',
      message: "Credential should be scoped to correct service: 'lambda'.",
    },
    {
      query: 'with a date that is none',
      given: { 'X-Amz-Date': '20261301T000000Z' },
      code: 'IncompleteSignatureException',
      message:
        "Date must be in ISO-8601 'basic format'. Got '20261301T000000Z'. See http://en.wikipedia.org/wiki/ISO_8601",
    },
    {
      query: 'of the past',
      given: { 'X-Amz-Date': '20260210T110000Z', 'X-Amz-Expires': '604800' },
      code: 'InvalidSignatureException',
      message: 'Signature expired: 20260210T110000Z is now earlier than 20260210T115500Z (20260210T120000Z - 5 min.)',
    },
    {
      query: 'of the future',
      given: { 'X-Amz-Date': '20260210T130000Z' },
      code: 'InvalidSignatureException',
      message:
        'Signature not yet current: 20260210T130000Z is still later than 20260210T120500Z (20260210T120000Z + 5 min.)',
    },
  ])('refuses a query $query', ({ given, code, message }) => {
    expect(readQuery(given)).toEqual({ code, message })
  })

  it('refuses a signature in both places', () => {
    expect(readQuery({}, authorization)).toEqual({
      code: 'InvalidSignatureException',
      message: "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    })
  })
})
