/**
 * The sentence of an error payload: its `errorMessage`, or, where it has none or an empty one, the payload itself as
 * compact JSON (U-17: a choice of ours, since SQS and SNS refuse empty values).
 *
 * @example errorMessageOf('{"errorMessage":"no items","errorType":"E"}') // 'no items'
 */
export function errorMessageOf(payload: Uint8Array | string): string {
  const text = typeof payload === 'string' ? payload : new TextDecoder('utf-8', { ignoreBOM: true }).decode(payload)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return text
  }
  const message = (value as { errorMessage?: unknown } | null)?.errorMessage
  return typeof message === 'string' && message !== '' ? message : JSON.stringify(value)
}
