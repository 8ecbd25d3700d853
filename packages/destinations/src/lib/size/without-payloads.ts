import { measureOf, type TargetCommandInput } from './target-commands.ts'

/**
 * Removes the payloads of the record in a command; `undefined` if it has no record.
 *
 * No recording shows such a record, so its form is our choice (U-02): `requestPayload` is null, so that it stays a
 * valid record, `responsePayload` is missing, and `deliveryError` tells that the payloads were dropped.
 */
export function withoutPayloads<Command extends TargetCommandInput>(
  command: Command,
  size: number,
  limit: number,
): Command | undefined {
  const measure = measureOf(command)
  const recordText = measure.recordTextOf(command)
  const smaller = recordText && recordWithoutPayloads(recordText, size, limit)
  return smaller === undefined || smaller === '' ? undefined : measure.withRecordText(command, smaller)
}

function recordWithoutPayloads(recordText: string, size: number, limit: number): string | undefined {
  let record: unknown
  try {
    record = JSON.parse(recordText)
  } catch {
    return undefined
  }
  if (typeof record !== 'object' || record === null || !('requestPayload' in record)) return undefined
  const deliveryError = {
    statusCode: 413,
    errorCode: 'RequestEntityTooLargeException',
    errorMessage: `The payloads were left out: the message would have had ${size} bytes of ${limit}.`,
  }
  // JSON omits `undefined`, and the members keep their order.
  return JSON.stringify({ ...record, requestPayload: null, responsePayload: undefined, deliveryError })
}
