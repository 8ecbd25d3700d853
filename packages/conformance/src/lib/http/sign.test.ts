import { describe, expect, it } from 'vitest'
import { signedHeaders } from './sign.ts'

describe('a signature', () => {
  // The example "get-vanilla-query-order-key-case" of AWS's test suite for Signature Version 4.
  it('is that of the published example', () => {
    const request = {
      ...{ method: 'GET', url: new URL('https://example.amazonaws.com/?Param2=value2&Param1=value1') },
      ...{ headers: {}, body: Buffer.alloc(0) },
    }
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
    const scope = { credentials, region: 'us-east-1', service: 'service' }
    expect(signedHeaders(request, scope, new Date('2015-08-30T12:36:00Z')).authorization).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    )
  })
})
