/**
 * Finds the messages that a function returns as failed, after a run without an error (ESM-5). Those are all where the response
 * is not what Lambda expects, since then nothing says which were processed.
 *
 * @param response - bytes of the function's response
 * @param messageIds - ids of the messages in the batch
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 * @example
 * ```ts
 * listFailed(encode('{"batchItemFailures":[{"itemIdentifier":"m-2"}]}'), ['m-1', 'm-2']) // ['m-2']
 * ```
 */
export function listFailed(response: Uint8Array, messageIds: readonly string[]): readonly string[] {
  const failures = readFailures(response)
  if (failures === undefined) return messageIds
  const ids = failures.map(identifierOf)
  const known = ids.filter((id): id is string => typeof id === 'string' && messageIds.includes(id))
  return known.length === ids.length ? [...new Set(known)] : messageIds
}

/** The list of failures, empty where the response has none; `undefined` where it cannot be read. */
function readFailures(response: Uint8Array): readonly unknown[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(response))
  } catch {
    return undefined
  }
  if (value === null) return []
  if (typeof value !== 'object' || Array.isArray(value)) return undefined
  const failures: unknown = 'batchItemFailures' in value ? value.batchItemFailures : []
  return failures === null ? [] : Array.isArray(failures) ? failures : undefined
}

function identifierOf(failure: unknown): unknown {
  return typeof failure === 'object' && failure !== null && 'itemIdentifier' in failure
    ? failure.itemIdentifier
    : undefined
}
