import { deadLetterSentences, firstKilobyte } from '@async-invoke/schemas/dead-letter'
import type { Terminal } from '../decide/decide-next.ts'
import type { DeadLetterAttributes } from '../ports.ts'

/**
 * The attributes of a dead-letter message (DLQ-2): why the event ended there.
 *
 * Source: Lambda Developer Guide, "Dead-letter queues", and recordings of the service. The message of a system error,
 * of an expiry without an attempt and of a stopped loop have not been observed (U-01, U-04, U-09).
 */
export function deadLetterAttributes(
  requestId: string,
  functionArn: string,
  { condition, responseContext }: Pick<Terminal, 'condition' | 'responseContext'>,
  response: Uint8Array | undefined,
): DeadLetterAttributes {
  const message = (): string => {
    if (condition === 'ZeroReservedConcurrency') return deadLetterSentences.zeroReservedConcurrency
    if (condition === 'RecursiveInvocation') return 'The invocation was stopped because it came from a recursive loop.'
    switch (responseContext?.statusCode) {
      case undefined:
        return 'The event expired in the queue before it was attempted.'
      case 200:
        return errorMessageOf(response ?? new Uint8Array())
      case 404:
        return deadLetterSentences.targetMissing(functionArn)
      case 429:
        return deadLetterSentences.throttled
      default:
        return 'The service failed to run the function.'
    }
  }
  return {
    RequestID: requestId,
    ...(responseContext !== undefined && { ErrorCode: responseContext.statusCode }),
    ErrorMessage: firstKilobyte(message()),
  }
}

/** `errorMessage` of an error object; the text itself when there is none, and never nothing, which SQS refuses (U-17). */
function errorMessageOf(response: Uint8Array): string {
  const text = new TextDecoder().decode(response)
  try {
    const error = JSON.parse(text)
    if (typeof error?.errorMessage === 'string') return error.errorMessage
  } catch {
    // Not JSON: the text is all there is to say.
  }
  return text === '' ? 'Unhandled' : text
}
