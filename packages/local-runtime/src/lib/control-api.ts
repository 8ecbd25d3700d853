import type { ApiRequest, ApiResponse } from './api/api-request.ts'
import { json } from './api/api-request.ts'
import { isObject } from './api/json-body.ts'
import type { EventLog } from './event-log.ts'
import type { FunctionLogs } from './execution/function-logs.ts'
import { type HeldTime, TimeNotManual } from './held-time.ts'
import type { Inbox } from './inbox.ts'

/** Where the control API is; Lambda's own API has no path like it. */
export const controlRoot = '/_async-invoke/'

export interface ControlParts {
  readonly time: HeldTime
  readonly inbox: Inbox
  readonly events: EventLog
  readonly logs: FunctionLogs
  /** What is in the queue. */
  readonly queue: () => Promise<object>
}

type Control = (request: ApiRequest, rest: string) => Promise<ApiResponse>

/** Looks into the runtime and moves its time: health, inbox, events with timelines, clock, logs. */
export function createControlApi(
  parts: ControlParts,
): (method: string, path: string, request: ApiRequest) => Promise<ApiResponse> {
  const { time, inbox, events, logs } = parts
  const shownTime = (): object => ({
    time: time.mode,
    speed: time.speed,
    now: new Date(time.clock.nowMs()).toISOString(),
  })

  const controls: Readonly<Record<string, Control>> = {
    'GET health': async () => json(200, { status: 'ok', ...shownTime(), queue: await parts.queue() }),

    'GET inbox': async ({ query }) => {
      const destinationArn = query.get('destinationArn')
      const requestId = query.get('requestId')
      const filter = { ...(destinationArn !== null && { destinationArn }), ...(requestId !== null && { requestId }) }
      return json(200, { messages: inbox.messages(filter) })
    },
    'DELETE inbox': async () => {
      inbox.clear()
      return { status: 204 }
    },

    'GET events': async ({ query }, requestId) => {
      if (requestId === '') return json(200, { events: events.summaries(limitIn(query)) })
      const timeline = events.timeline(requestId)
      return timeline === undefined ? problem(404, `no event ${requestId} is remembered`) : json(200, timeline)
    },

    'GET clock': async () => json(200, shownTime()),
    'POST clock': async (request) => {
      const atMs = momentIn(await bodyOf(request), time.clock.nowMs())
      if (atMs === undefined)
        return problem(400, 'the body is neither {"advanceSeconds": 60} nor {"advanceTo": "2026-02-10T09:15:00Z"}')
      try {
        await time.advanceTo(atMs)
        return json(200, shownTime())
      } catch (error) {
        if (error instanceof TimeNotManual) return problem(409, error.message)
        throw error
      }
    },

    'GET logs': async ({ query }, functionName) => {
      const requestId = query.get('requestId')
      const lines = logs.of(functionName).filter((line) => requestId === null || line.requestId === requestId)
      return json(200, { logGroupName: `/aws/lambda/${functionName}`, events: lines.slice(-limitIn(query)) })
    },
  }

  return async (method, path, request) => {
    const [name = '', rest = ''] = path.slice(controlRoot.length).split('/')
    const control = controls[`${method} ${name}`]
    return control === undefined
      ? problem(404, `the control API has no ${method} ${path}`)
      : control(request, decodeURIComponent(rest))
  }
}

function problem(status: number, message: string): ApiResponse {
  return json(status, { message })
}

function limitIn(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 100)
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, 10_000) : 100
}

async function bodyOf(request: ApiRequest): Promise<unknown> {
  const body = await request.body(4_096)
  try {
    return 'bytes' in body ? JSON.parse(new TextDecoder().decode(body.bytes)) : undefined
  } catch {
    return undefined
  }
}

function momentIn(body: unknown, nowMs: number): number | undefined {
  if (!isObject(body)) return undefined
  const { advanceSeconds, advanceTo } = body
  if (typeof advanceSeconds === 'number' && advanceSeconds >= 0 && advanceSeconds < 1e9)
    return nowMs + advanceSeconds * 1_000
  const atMs = typeof advanceTo === 'string' ? Date.parse(advanceTo) : Number.NaN
  return Number.isNaN(atMs) ? undefined : atMs
}
