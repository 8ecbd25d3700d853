import { measureOf, type TargetCommandInput } from './target-commands.ts'

/**
 * The same command with a record that has lost its payloads; `undefined` where there is no record in it.
 *
 * The shape of such a record is a choice of ours, no recording shows one (U-02): `requestPayload` is null, so that it is
 * still a record to every reader, `responsePayload` is gone, and `deliveryError` says that something is missing.
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
  // `undefined` is not written; the order of members is that of the record.
  return JSON.stringify({ ...record, requestPayload: null, responsePayload: undefined, deliveryError })
}
