import type { DeliveryError, ResponseContext } from './invocation-record.ts'

/** What a record says, with both payloads as the exact text that was sent and answered. */
export interface InvocationRecordFields {
  /** When the event ended, in milliseconds since the epoch. */
  readonly timestampMs: number
  readonly requestId: string
  /** Always qualified (REC-1). */
  readonly functionArn: string
  readonly condition: string
  readonly approximateInvokeCount: number
  /** The event's JSON text, byte for byte; the empty text of an invoke without a body stands for `{}` (INV-4). */
  readonly requestPayloadText: string
  readonly responseContext?: ResponseContext
  /** What the function answered, byte for byte; missing or empty leaves `responsePayload` out (REC-8). */
  readonly responsePayloadText?: string
}

/** What Lambda reports beside a response that is not JSON (REC-8). */
const responseIsNotJson: DeliveryError = {
  statusCode: 400,
  errorCode: 'InvalidRequestContentException',
  errorMessage: 'The function response payload could not be parsed as JSON.',
}

/**
 * The text of an invocation record: compact JSON around both payloads, which stand in it exactly as they were
 * written, inner spaces, number spelling, duplicate keys and trailing newline included (REC-6).
 *
 * A response that is not JSON is left out and reported as `deliveryError` (REC-8).
 * Throws {@link TypeError} when `requestPayloadText` is not JSON or `timestampMs` is no time: Lambda refuses such an
 * event at admission, so it is a caller's bug.
 *
 * @example
 * formatInvocationRecord({
 *   timestampMs: 0, requestId: 'r', functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST',
 *   condition: 'ZeroReservedConcurrency', approximateInvokeCount: 0, requestPayloadText: '{"total": 129.50}\n',
 * })
 * // '{"version":"1.0","timestamp":"1970-01-01T00:00:00.000Z","requestContext":{…},"requestPayload":{"total": 129.50}\n}'
 */
export function formatInvocationRecord(parts: InvocationRecordFields): string {
  const { requestId, functionArn, condition, approximateInvokeCount, responseContext, responsePayloadText } = parts
  const requestPayloadText = parts.requestPayloadText === '' ? '{}' : parts.requestPayloadText
  if (!isJson(requestPayloadText)) throw new TypeError('requestPayloadText is not JSON')
  if (!Number.isFinite(parts.timestampMs)) throw new TypeError(`timestampMs is no time: ${parts.timestampMs}`)

  const timestamp = new Date(parts.timestampMs).toISOString()
  const requestContext = { requestId, functionArn, condition, approximateInvokeCount }
  // The order of members is the order on the wire.
  const head = JSON.stringify({ version: '1.0', timestamp, requestContext }).slice(0, -1)
  return `${head},"requestPayload":${requestPayloadText}${responseContextText(responseContext)}${responseText(responsePayloadText)}}`
}

function responseContextText(context: ResponseContext | undefined): string {
  if (context === undefined) return ''
  const { statusCode, executedVersion, functionError } = context
  return `,"responseContext":${JSON.stringify({ statusCode, executedVersion, functionError })}`
}

function responseText(text: string | undefined): string {
  if (text === undefined || text === '') return ''
  return isJson(text) ? `,"responsePayload":${text}` : `,"deliveryError":${JSON.stringify(responseIsNotJson)}`
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
