import type { DeliveryError, ResponseContext } from './invocation-record.ts'

/** The fields of a record, with both payloads exactly as sent and as returned, unfiltered and whole (REC-11). */
export interface InvocationRecordFields {
  /** When the event ended, in milliseconds since the epoch. */
  readonly timestampMs: number
  readonly requestId: string
  /** Always qualified (REC-1). */
  readonly functionArn: string
  readonly condition: string
  readonly approximateInvokeCount: number
  /** The event as sent, a JSON string. Empty for an invocation without a payload, which stands for `{}` (INV-4). */
  readonly requestPayloadText: string
  readonly responseContext?: ResponseContext
  /** The function's response as returned. If it is missing or empty, the record has no `responsePayload` (REC-8). */
  readonly responsePayloadText?: string
}

/** Lambda's report about a response that is not JSON (REC-8). */
const responseIsNotJson: DeliveryError = {
  statusCode: 400,
  errorCode: 'InvalidRequestContentException',
  errorMessage: 'The function response payload could not be parsed as JSON.',
}

/**
 * Formats an invocation record as compact JSON around both payloads, which are spliced in byte for byte: whitespace,
 * number spelling, duplicate keys and a trailing newline survive (REC-6).
 *
 * A response that is not JSON is left out and reported as `deliveryError` (REC-8).
 *
 * @throws `TypeError` if `requestPayloadText` is not JSON or `timestampMs` is not a valid time. Lambda refuses such an
 * event at admission, so this is a bug in the caller.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example
 * ```ts
 * formatInvocationRecord({
 *   timestampMs: 0,
 *   requestId: 'r',
 *   functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST',
 *   condition: 'ZeroReservedConcurrency',
 *   approximateInvokeCount: 0,
 *   requestPayloadText: '{"total": 129.50}',
 * })
 * // '{"version":"1.0","timestamp":"1970-01-01T00:00:00.000Z","requestContext":{…},"requestPayload":{"total": 129.50}}'
 * ```
 */
export function formatInvocationRecord(fields: InvocationRecordFields): string {
  const { requestId, functionArn, condition, approximateInvokeCount, responseContext, responsePayloadText } = fields
  const requestPayloadText = fields.requestPayloadText === '' ? '{}' : fields.requestPayloadText
  if (!isJson(requestPayloadText)) throw new TypeError('requestPayloadText is not JSON')
  if (!Number.isFinite(fields.timestampMs))
    throw new TypeError(`timestampMs is not a valid time: ${fields.timestampMs}`)

  const timestamp = new Date(fields.timestampMs).toISOString()
  const requestContext = { requestId, functionArn, condition, approximateInvokeCount }
  // Members are in the order of the wire.
  const head = JSON.stringify({ version: '1.0', timestamp, requestContext }).slice(0, -1)
  const tail = `${formatResponseContext(responseContext)}${formatResponse(responsePayloadText)}`
  return `${head},"requestPayload":${requestPayloadText}${tail}}`
}

function formatResponseContext(context: ResponseContext | undefined): string {
  if (context === undefined) return ''
  const { statusCode, executedVersion, functionError } = context
  return `,"responseContext":${JSON.stringify({ statusCode, executedVersion, functionError })}`
}

function formatResponse(payload: string | undefined): string {
  if (payload === undefined || payload === '') return ''
  return isJson(payload) ? `,"responsePayload":${payload}` : `,"deliveryError":${JSON.stringify(responseIsNotJson)}`
}

function isJson(payload: string): boolean {
  try {
    JSON.parse(payload)
    return true
  } catch {
    return false
  }
}
