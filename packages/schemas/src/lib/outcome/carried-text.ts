import { ownMember, ownString } from '../document/own-member.ts'
import { isBytes, textOf, textOfBase64 } from '../document/text.ts'
import type { Envelope } from './outcome.ts'

/** The text inside something that is not a message, and how it arrived. */
export interface CarriedText {
  readonly text: string
  readonly envelope?: Envelope
  /** Key of the S3 object. */
  readonly key?: string
}

/**
 * The text that an HTTP request, a record of a stream, an S3 object or the response of Invoke carries; `undefined` if
 * `value` is none of these.
 */
export function carriedText(value: object): CarriedText | undefined {
  return requestText(value) ?? objectText(value) ?? streamText(value) ?? responseText(value)
}

/** Function URLs, API Gateway and load balancers state whether they encoded the body. */
function requestText(value: object): CarriedText | undefined {
  const isEncoded = ownMember(value, 'isBase64Encoded')
  const body = ownString(value, 'body')
  if (body === undefined || typeof isEncoded !== 'boolean') return undefined
  return { envelope: 'http-request', text: isEncoded ? decoded(body) : body }
}

/** An S3 object has bytes as its `Body`, where an SQS message has a string, or names its key. */
function objectText(value: object): CarriedText | undefined {
  const body = ownMember(value, 'Body') ?? ownMember(value, 'body')
  const key = ownString(value, 'Key') ?? ownString(value, 'key')
  const text = isBytes(body) || key !== undefined ? textOf(body) : undefined
  return text === undefined ? undefined : { text, ...(key !== undefined && { key }) }
}

/** The data of a record of Kinesis, Kafka or a Firehose transformation is base64. */
function streamText(value: object): CarriedText | undefined {
  const data = ownString(ownMember(value, 'kinesis'), 'data') ?? ownString(value, 'data')
  if (data !== undefined && ['kinesis', 'sequenceNumber', 'recordId'].some((name) => Object.hasOwn(value, name)))
    return { envelope: 'stream-record', text: decoded(data) }
  const kafkaValue = ownString(value, 'topic') === undefined ? undefined : ownString(value, 'value')
  return kafkaValue === undefined ? undefined : { envelope: 'stream-record', text: decoded(kafkaValue) }
}

/** The SDK's response to an Invoke has bytes as its `Payload`. */
function responseText(value: object): CarriedText | undefined {
  const payload = ownMember(value, 'Payload')
  const text = isBytes(payload) ? textOf(payload) : undefined
  return text === undefined ? undefined : { text }
}

/** What is not base64 stays as it is, to be reported as no JSON. */
function decoded(base64: string): string {
  return textOfBase64(base64) ?? base64
}
