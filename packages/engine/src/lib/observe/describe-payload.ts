import { normaliseError } from '@async-invoke/schemas/internal'
import type { TimelineDocumentEntry } from '@async-invoke/schemas/timeline'

/** Bytes of a payload, characters of a message, and frames of a stack that a timeline shows. */
const [headBytes, maxMessage, maxFrames, maxFrame] = [1_024, 1_024, 8, 256]

/** One for all payloads: to create a decoder costs more than to decode a kilobyte. */
const decoder = new TextDecoder()

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
  const shown = { payloadBytes: payload.length, payloadHead: decoder.decode(headOf(payload)) }
  if (outcome !== 'functionError') return shown
  const { errorType, errorMessage, stack } = normaliseError(decoder.decode(payload))
  const frames = topOf(stack)
  return {
    ...shown,
    ...(errorType !== undefined && { errorType }),
    ...(errorMessage !== undefined && { errorMessage: errorMessage.slice(0, maxMessage) }),
    ...(frames.length > 0 && { stack: frames.map((frame) => frame.slice(0, maxFrame)) }),
    ...(errorType === 'Sandbox.Timedout' && { timedOut: true }),
  }
}

/** The beginning of a payload that a timeline shows, without a character that its end would split. */
export function headOf(payload: Uint8Array): Uint8Array {
  if (payload.length <= headBytes) return payload
  let end = headBytes
  // A character of UTF-8 has at most three bytes after its first one.
  while (end > headBytes - 3 && isContinuation(payload[end])) end -= 1
  return payload.subarray(0, end)
}

function isContinuation(byte = 0): boolean {
  return (byte & 0xc0) === 0x80
}

/** The innermost frames: Node.js repeats the message before them, and Python lists the innermost last. */
function topOf(stack: readonly string[]): readonly string[] {
  const frames = stack.filter((line) => /^\s*(?:at |File ")|:\d/.test(line))
  return /^\s*File "/.test(frames[0] ?? '') ? frames.slice(-maxFrames) : frames.slice(0, maxFrames)
}
