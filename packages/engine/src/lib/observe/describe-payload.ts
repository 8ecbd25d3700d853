import { normaliseError } from '@async-invoke/schemas/internal'
import type { TimelineDocumentEntry } from '@async-invoke/schemas/timeline'

/** Bytes of a payload, characters of a message, and frames of a stack that a timeline shows. */
const [headBytes, maxMessage, maxFrames, maxFrame] = [1_024, 1_024, 8, 256]

/** The members of a timeline entry that come from a payload. */
export type PayloadMembers = Pick<
  TimelineDocumentEntry,
  'payloadBytes' | 'payloadHead' | 'errorType' | 'errorMessage' | 'stack' | 'timedOut'
>

/**
 * Describes a payload for a timeline: size and first kilobyte, and of the error object of a failed run its type, message and
 * the top of its stack.
 *
 * @param outcome - of the attempt that answered with it; absent for the payload of an event
 * @example
 * describePayload(bytesOf('{"errorType":"Error","errorMessage":"no stock"}'), 'functionError')
 * // { payloadBytes: 47, payloadHead: '…', errorType: 'Error', errorMessage: 'no stock' }
 */
export function describePayload(payload: Uint8Array, outcome?: string): PayloadMembers {
  const decoder = new TextDecoder()
  // In a stream, a character that the cut splits is left out.
  const head = decoder.decode(payload.subarray(0, headBytes), { stream: true })
  const shown = { payloadBytes: payload.length, payloadHead: head }
  if (outcome !== 'functionError') return shown
  const { errorType, errorMessage, stack } = normaliseError(new TextDecoder().decode(payload))
  const frames = topOf(stack)
  return {
    ...shown,
    ...(errorType !== undefined && { errorType }),
    ...(errorMessage !== undefined && { errorMessage: errorMessage.slice(0, maxMessage) }),
    ...(frames.length > 0 && { stack: frames.map((frame) => frame.slice(0, maxFrame)) }),
    ...(errorType === 'Sandbox.Timedout' && { timedOut: true }),
  }
}

/** The innermost frames: Node.js repeats the message before them, and Python lists the innermost last. */
function topOf(stack: readonly string[]): readonly string[] {
  const frames = stack.filter((line) => /^\s*(?:at |File ")|:\d/.test(line))
  return /^\s*File "/.test(frames[0] ?? '') ? frames.slice(-maxFrames) : frames.slice(0, maxFrames)
}
