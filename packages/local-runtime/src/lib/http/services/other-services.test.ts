import { describe, expect, it } from 'vitest'
import { answerServiceCall } from './answer-service-call.ts'
import { identifyRequest } from './identify-request.ts'
import { knownServices } from './known-services.ts'

interface Given {
  readonly method?: string
  readonly url?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly text?: string
}

function identify({ method = 'POST', url = '/', headers = {}, text = '' }: Given) {
  const { pathname: path, searchParams: query } = new URL(url, 'http://localhost')
  return identifyRequest({ method, path, query, header: (name) => headers[name], text })
}

const signed = (scope: string): Readonly<Record<string, string>> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20260210/us-east-1/${scope}/aws4_request, SignedHeaders=host, Signature=00`,
})

describe('identifyRequest', () => {
  it.each([
    {
      by: 'scope and target',
      headers: { ...signed('sqs'), 'x-amz-target': 'AmazonSQS.SendMessage' },
      call: 'SQS SendMessage',
    },
    { by: 'target alone', headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' }, call: 'DynamoDB PutItem' },
    { by: 'action in the form', headers: signed('sns'), text: 'Action=Publish&Message=m', call: 'SNS Publish' },
    {
      by: 'action in the query',
      headers: signed('sts'),
      url: '/?Action=GetCallerIdentity',
      call: 'STS GetCallerIdentity',
    },
    { by: 'x-id', method: 'PUT', headers: signed('s3'), url: '/b/k?x-id=PutObject', call: 'S3 PutObject' },
    { by: 'method and path', method: 'GET', headers: signed('s3'), url: '/b/k', call: 'S3 GET /b/k' },
    {
      by: 'path of an RPC',
      headers: signed('monitoring'),
      url: '/service/GraniteServiceVersion20100801/operation/PutMetricData',
      call: 'CloudWatch PutMetricData',
    },
    {
      by: 'presigned URL',
      method: 'GET',
      url: '/b/k?X-Amz-Credential=AKID%2F20260210%2Fus-east-1%2Fs3%2Faws4_request',
      call: 'S3 GET /b/k',
    },
    {
      by: 'asymmetric signature',
      method: 'GET',
      headers: { authorization: 'AWS4-ECDSA-P256-SHA256 Credential=AKID/20260210/s3/aws4_request, SignedHeaders=host' },
      call: 'S3 GET /',
    },
    { by: 'virtual host', method: 'GET', headers: { host: 'b.s3.localhost:9411' }, url: '/k', call: 'S3 GET /k' },
    { by: 'unknown scope', headers: signed('new-service'), call: 'new-service POST /' },
  ])('finds $call by $by', ({ by: _, call, ...given }) => {
    const found = identify(given)
    expect(`${found?.service.title} ${found?.operation}`).toBe(call)
  })

  it.each([
    { request: 'an unsigned request', given: {} },
    { request: 'a request signed for Lambda', given: { headers: signed('lambda') } },
    { request: 'an unknown target', given: { headers: { 'x-amz-target': 'Nothing.Known' } } },
    { request: 'a damaged credential', given: { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=AKID' } } },
    { request: 'another host of this machine', given: { headers: { host: 'app.localhost' } } },
  ])('finds no service in $request', ({ given }) => {
    expect(identify(given)).toBeUndefined()
  })
})

describe('answerServiceCall (RUN-6)', () => {
  it.each(knownServices)('answers 501 for $title with the service, the operation and an option', (service) => {
    for (const errors of ['json', 'query', 'xml', 'cbor'] as const) {
      const { status, body } = answerServiceCall({ service, operation: 'DoIt', errors })
      const text = Buffer.from(body).toString()
      expect(status).toBe(501)
      expect(text).toContain(`${service.title} DoIt`)
      expect(text).toContain(
        service.option === undefined ? `--env ${service.variable}=URL` : `--${service.option}-endpoint URL`,
      )
    }
  })

  it('is well-formed CBOR', () => {
    const [service] = knownServices
    if (service === undefined) throw new Error('no services')
    const bytes = Buffer.from(answerServiceCall({ service, operation: 'DoIt', errors: 'cbor' }).body)
    const strings = []
    for (let at = 1; at < bytes.length; ) {
      const length = bytes.readUInt16BE(at + 1)
      strings.push(bytes.toString('utf8', at + 3, at + 3 + length))
      at += 3 + length
    }
    expect([bytes[0], strings.length, ...strings.slice(0, 3)]).toEqual([
      0xa2,
      4,
      '__type',
      'NotImplementedException',
      'message',
    ])
  })
})
