import { formatInvocationRecord } from '@async-invoke/schemas'
import type { Terminal } from './decide-next.ts'
import { type EventState, encodeState } from './item-state.ts'
import type { Resolution } from './ports.ts'
import type { NewItem } from './queue-store.ts'

/** An event that has ended, with everything its record says. */
export interface EndedEvent {
  readonly requestId: string
  readonly event: EventState
  readonly payload: Uint8Array
  readonly resolution: Resolution
  readonly decision: Terminal
  /** What the last attempt answered. */
  readonly response: Uint8Array | undefined
  readonly nowMs: number
}

const encoder = new TextEncoder()
/** A byte-order mark is part of the text, and bytes that are no UTF-8 are an error and not replaced. */
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The deliveries that a terminal outcome asks for: one item per configured destination, with the finished record. */
export function outboxOf(ended: EndedEvent): readonly NewItem[] {
  const { requestId, event, resolution, decision, nowMs } = ended
  const route = decision.condition === 'Success' ? 'OnSuccess' : 'OnFailure'
  const destinationArn = resolution.config[route]
  if (destinationArn === undefined) return []

  const { functionArn } = resolution
  const { condition, approximateInvokeCount, responseContext } = decision
  const response = ended.response === undefined ? undefined : textOfResponse(ended.response)
  const recordText = formatInvocationRecord({
    timestampMs: nowMs,
    requestId,
    functionArn,
    condition,
    approximateInvokeCount,
    requestPayloadText: strictDecoder.decode(ended.payload),
    ...(responseContext !== undefined && { responseContext }),
    ...(response !== undefined && { responsePayloadText: response }),
  })
  const { traceHeader } = event
  const delivery = { kind: 'delivery', route, destinationArn, requestId, functionArn, condition } as const
  return [
    {
      id: `${requestId}/${route}`,
      lane: `destination:${destinationArn}`,
      delayMs: 0,
      state: encodeState(traceHeader === undefined ? delivery : { ...delivery, traceHeader }),
      body: encoder.encode(recordText),
    },
  ]
}

/** Bytes that are no UTF-8 are no JSON either; U-FFFD alone stands for them, which is none (REC-8). */
function textOfResponse(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes)
  } catch {
    return '\u{fffd}'
  }
}
