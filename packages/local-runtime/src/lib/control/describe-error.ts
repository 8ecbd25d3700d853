import { shorten } from '@async-invoke/schemas/internal'

/**
 * Describes the error object of a failed run on one line: `timeout  Task timed out after 3.00 seconds`, or
 * `error  ValidationError: Order A-1002 has no items`. The request id that Lambda writes before its own messages is left out,
 * since the line begins with it.
 *
 * @param payload - the error object as JSON; any other text stands for itself
 */
export function describeError(payload: string): string {
  const { errorType: type, errorMessage } = membersOf(payload)
  const [errorType, text] = [oneLine(type), oneLine(errorMessage.replace(/^RequestId: \S+ (?:Error: )?/, ''))]
  if (errorType === 'Sandbox.Timedout') return `timeout  ${shorten(text)}`
  const kind =
    errorType === '' || text.startsWith(`${errorType}:`) ? '' : `${shorten(errorType)}${text === '' ? '' : ': '}`
  return `error  ${kind}${shorten(text)}`.trimEnd()
}

/** A line break in a function's text would begin a line of the log that the function made up. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function membersOf(payload: string): { readonly errorType: string; readonly errorMessage: string } {
  try {
    const parsed: unknown = JSON.parse(payload)
    if (typeof parsed === 'object' && parsed !== null) {
      const { errorType = '', errorMessage = '' } = parsed as { errorType?: unknown; errorMessage?: unknown }
      return { errorType: String(errorType), errorMessage: String(errorMessage) }
    }
  } catch {
    // No JSON: a function may answer with any bytes.
  }
  return { errorType: '', errorMessage: payload }
}
