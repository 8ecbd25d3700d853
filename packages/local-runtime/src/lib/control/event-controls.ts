import type { QueueStore } from '@async-invoke/engine'
import { functionLane } from '@async-invoke/engine/internal'
import type { ApiHandlers, ApiRequest, ApiResponse } from '../http/api-request.ts'
import { json } from '../http/api-request.ts'
import { type Controls, problem } from './answers.ts'
import type { EventLog } from './events/event-log.ts'
import { readEventQuery, selectEvents } from './events/event-query.ts'
import { functionOf } from './events/function-of.ts'
import type { PayloadLog } from './events/payload-log.ts'

/** Events that are kept for reading. */
export interface KeptEvents {
  readonly events: Pick<EventLog, 'digests' | 'timeline' | 'dropped'>
  readonly payloads: Pick<PayloadLog, 'of'>
}

export interface EventControlDependencies extends KeptEvents {
  readonly admin: QueueStore['admin']
  /** The operations of Lambda's API, whose admission events from the page pass too. */
  readonly operations: ApiHandlers
}

/** Lists events, and shows them with their payloads. */
export function eventReadings({ events, payloads }: KeptEvents): Controls {
  return {
    async 'GET events'({ query }, requestId) {
      if (requestId === '') {
        const asked = readEventQuery(query)
        if (typeof asked === 'string') return problem(400, asked)
        return json(200, { ...selectEvents(events.digests(), asked), dropped: events.dropped })
      }
      const timeline = events.timeline(requestId)
      return timeline === undefined ? unknownEvent(requestId, events) : json(200, timeline)
    },

    /** The whole payload, as it was sent. */
    async 'GET payloads'(_, requestId) {
      const payload = payloads.of(requestId)
      if (payload === undefined) return problem(404, `the payload of ${requestId} is not kept`)
      return { status: 200, headers: { 'Content-Type': 'application/json' }, body: payload }
    },
  }
}

function unknownEvent(requestId: string, { dropped }: KeptEvents['events']): ApiResponse {
  const older = dropped === 0 ? '' : `; the timelines of ${dropped} older events are no longer kept`
  return problem(404, `no event with request id ${requestId}${older}`)
}

/** Sends events, sends them again, and removes them. */
export function eventControls({ events, payloads, admin, operations }: EventControlDependencies): Controls {
  return {
    /** Sends an event again: with its own payload, or with that of the body. */
    async 'POST replay'(request, requestId) {
      const timeline = events.timeline(requestId)
      if (timeline === undefined) return unknownEvent(requestId, events)
      const { functionName, qualifier } = functionOf(timeline.functionArn)
      const body = await request.body(1_048_576)
      const edited = 'tooLarge' in body || body.bytes.length > 0
      const payload = payloads.of(requestId)
      if (!edited && payload === undefined)
        return problem(409, `the payload of ${requestId} is not kept; send the event with a payload`)
      const sent = edited ? body : { bytes: payload ?? new Uint8Array() }
      const named = qualifier === '$LATEST' ? undefined : qualifier
      return send({ ...request, body: async () => sent }, functionName, named, operations)
    },

    /** Sends an event to a function, with the admission of Invoke. */
    'POST events': (request, functionName) =>
      send(request, functionName, request.query.get('qualifier') ?? undefined, operations),

    /** Removes the events of a function that wait, without an outcome. */
    async 'DELETE events'({ query }) {
      const functionName = query.get('function')
      if (functionName === null) return problem(400, 'name the function: DELETE events?function=orders')
      if (admin === undefined) return problem(501, 'the queue of this data directory cannot be purged')
      return json(200, { purged: await admin.purge({ lane: functionLane(functionName) }) })
    },
  }
}

async function send(
  request: ApiRequest,
  functionName: string,
  qualifier: string | undefined,
  { Invoke }: ApiHandlers,
): Promise<ApiResponse> {
  const answer = await Invoke?.({
    ...request,
    operation: 'Invoke',
    params: { FunctionName: functionName },
    query: new URLSearchParams(qualifier === undefined ? {} : { Qualifier: qualifier }),
    header: (name) => (name === 'x-amz-invocation-type' ? 'Event' : undefined),
  })
  return json(202, { requestId: request.requestId, status: answer?.status })
}
