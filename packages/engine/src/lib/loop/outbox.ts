import { composeDeadLetterAttributes, type DeadLetterCause } from '@async-invoke/schemas/dead-letter'
import { formatInvocationRecord } from '@async-invoke/schemas/invocation-record'
import { destinationLane } from '../concurrency/lanes.ts'
import type { Terminal } from '../decide/decide-next.ts'
import type { InvokedReference } from '../invoked-reference.ts'
import type { Resolution } from '../ports.ts'
import type { NewItem } from '../queue/queue-store.ts'
import { encodeState } from './item-state.ts'

/** An event that has ended, with everything that its record contains. */
export interface EndedEvent {
  readonly requestId: string
  readonly reference: InvokedReference
  readonly acceptedAtMs: number
  /** Id of the event's item; ids of outbox items begin with it. */
  readonly itemId: string
  readonly requestPayload: Uint8Array
  readonly resolution: Resolution
  readonly decision: Terminal
  /** Response or error object of the last attempt. */
  readonly responsePayload: Uint8Array | undefined
  /** The service's sentence, if it refused the event. */
  readonly refusal: string | undefined
  /** Dead-letter target of the version resolved last. */
  readonly deadLetterTargetArn: string | undefined
  readonly traceHeader: string | undefined
  readonly nowMs: number
}

const encoder = new TextEncoder()
/** Keeps a byte-order mark, and throws for bytes that are not UTF-8 instead of replacing them. */
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Lists the deliveries of an event that has ended, each as an item of its own: first the dead letter, then the record, in
 * Lambda's order (DLQ-6). Every failure has a dead letter, whatever its condition (DLQ-7).
 */
export function outboxOf(ended: EndedEvent): readonly NewItem[] {
  const { requestId, reference, acceptedAtMs, itemId, resolution, decision, deadLetterTargetArn, traceHeader } = ended
  const { condition } = decision
  const { functionArn, config } = resolution
  const traced = traceHeader === undefined ? {} : { traceHeader }
  const about = { requestId, reference, acceptedAtMs, functionArn, condition, ...traced }
  const items: NewItem[] = []
  if (condition !== 'Success' && deadLetterTargetArn !== undefined) {
    const attributes = composeDeadLetterAttributes({ requestId, cause: causeOf(ended) })
    const route = 'DeadLetter'
    const state = encodeState({ kind: 'dead-letter', route, destinationArn: deadLetterTargetArn, ...about, attributes })
    items.push({
      id: `${itemId}/${route}`,
      lane: destinationLane(deadLetterTargetArn),
      delayMs: 0,
      state,
      body: ended.requestPayload,
    })
  }
  const route = condition === 'Success' ? 'OnSuccess' : 'OnFailure'
  const destinationArn = config[route]
  if (destinationArn !== undefined) {
    const state = encodeState({ kind: 'delivery', route, destinationArn, ...about })
    const body = encoder.encode(formatRecord(ended))
    items.push({ id: `${itemId}/${route}`, lane: destinationLane(destinationArn), delayMs: 0, state, body })
  }
  return items
}

/** Cause of the dead letter, from the status of the last attempt if there was one. */
function causeOf({ decision, resolution, responsePayload: payload, refusal }: EndedEvent): DeadLetterCause {
  const { condition, responseContext } = decision
  if (condition === 'ZeroReservedConcurrency') return { outcome: 'zeroReserved' }
  if (responseContext === undefined) return { outcome: 'neverAttempted' }
  const { statusCode } = responseContext
  if (refusal !== undefined) return { outcome: 'other', errorCode: statusCode, errorMessage: refusal }
  if (condition === 'RecursiveInvocation') return { outcome: 'recursion', statusCode }
  switch (statusCode) {
    case 200:
      return { outcome: 'functionError', ...(payload !== undefined && { payload }) }
    case 404:
      return { outcome: 'notFound', functionArn: resolution.functionArn }
    case 429:
      return { outcome: 'throttle' }
    default:
      return { outcome: 'systemError', statusCode }
  }
}

/** Formats the invocation record of an event that has ended. */
export function formatRecord(
  ended: Pick<EndedEvent, 'requestId' | 'requestPayload' | 'decision' | 'responsePayload' | 'nowMs'> & {
    readonly resolution: Pick<Resolution, 'functionArn'>
  },
): string {
  const { condition, approximateInvokeCount, responseContext } = ended.decision
  const { responsePayload } = ended
  return formatInvocationRecord({
    timestampMs: ended.nowMs,
    requestId: ended.requestId,
    functionArn: ended.resolution.functionArn,
    condition,
    approximateInvokeCount,
    requestPayloadText: strictDecoder.decode(ended.requestPayload),
    ...(responseContext !== undefined && { responseContext }),
    ...(responsePayload !== undefined && { responsePayloadText: decodeResponse(responsePayload) }),
  })
}

/** Bytes that are not UTF-8 are not JSON either; a lone U+FFFD, which is not JSON, stands for them (REC-8). */
function decodeResponse(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes)
  } catch {
    return '\u{fffd}'
  }
}
