import type { Inbox } from '../delivery/inbox.ts'
import type { FunctionLogs } from '../execution/logs/function-logs.ts'
import type { ApiRequest, ApiResponse } from '../http/api-request.ts'
import { json } from '../http/api-request.ts'
import { isObject } from '../http/json-body.ts'
import { LocalRuntimeError } from '../local-runtime-error.ts'
import type { RuntimeClock } from '../time/runtime-clock.ts'
import type { EventLog } from './event-log.ts'
import { type EventState, eventStates } from './event-summary.ts'
import { readPage, readPageFile } from './page.ts'

/** Root path of the control API. No path of Lambda's API begins like it. */
export const controlRoot = '/_async-invoke/'

export interface ControlDependencies {
  readonly time: RuntimeClock
  readonly inbox: Inbox
  readonly events: EventLog
  readonly logs: FunctionLogs
  /** Counts of the queue's items by state. */
  readonly queue: () => Promise<object>
  /** Moment at which the next item comes due, in milliseconds since the epoch; `undefined` when nothing waits. */
  readonly nextDueAtMs: () => Promise<number | undefined>
  readonly functionNames: () => readonly string[]
  /** Returns the archive of a function's version; `undefined` if there is none. */
  readonly archiveOf: (functionName: string, version: string) => Promise<Uint8Array | undefined>
  /** Token of this start, which the page sends with its requests. */
  readonly token: string
}

type Control = (request: ApiRequest, rest: string) => Promise<ApiResponse>

/** Serves the page and what it shows (health, inbox, events with their timelines, logs), and advances manual time. */
export function createControlApi(
  dependencies: ControlDependencies,
): (method: string, path: string, request: ApiRequest) => Promise<ApiResponse> {
  const { time, inbox, events, logs } = dependencies
  const shownTime = async (): Promise<object> => {
    const dueMs = await dependencies.nextDueAtMs()
    return {
      time: time.mode,
      speed: time.speed,
      now: isoTime(time.clock.nowMs()),
      ...(dueMs !== undefined && { nextDueAt: isoTime(dueMs) }),
    }
  }

  const controls: Readonly<Record<string, Control>> = {
    'GET ': async () => readPage(dependencies.token) ?? problem(404, 'the page is missing'),
    'GET page': async (_, name) => readPageFile(name) ?? problem(404, `the page has no file ${name}`),

    'GET health': async () => {
      const changes = { events: events.changes, inbox: inbox.changes, logs: logs.changes }
      return json(200, { status: 'ok', ...(await shownTime()), queue: await dependencies.queue(), changes })
    },

    'GET code': async (_, rest) => {
      const [functionName = '', version = ''] = rest.split(':')
      const archive = await dependencies.archiveOf(functionName, version)
      if (archive === undefined) return problem(404, `there is no code of ${rest}`)
      return { status: 200, headers: { 'Content-Type': 'application/zip' }, body: archive }
    },

    'GET inbox': async ({ query }) => {
      const destinationArn = query.get('destinationArn')
      const requestId = query.get('requestId')
      const filter = { ...(destinationArn !== null && { destinationArn }), ...(requestId !== null && { requestId }) }
      const messages = inbox.messages(filter)
      const shown = query.has('limit') ? messages.slice(-limitIn(query)) : messages
      return json(200, { messages: shown, dropped: inbox.dropped })
    },
    'DELETE inbox': async () => {
      inbox.clear()
      return { status: 204 }
    },

    'GET events': async ({ query }, requestId) => {
      if (requestId === '') {
        const state = query.get('state') ?? undefined
        if (state !== undefined && !isEventState(state))
          return problem(400, `state must be one of ${eventStates.join(', ')}: ${state}`)
        return json(200, { events: events.summaries(limitIn(query), state), dropped: events.dropped })
      }
      const timeline = events.timeline(requestId)
      if (timeline !== undefined) return json(200, timeline)
      const dropped = events.dropped === 0 ? '' : `; the timelines of ${events.dropped} older events are no longer kept`
      return problem(404, `no event with request id ${requestId}${dropped}`)
    },

    'GET clock': async () => json(200, await shownTime()),
    'POST clock': async (request) => {
      const goal = goalIn(await bodyOf(request), time.clock.nowMs())
      if (goal === undefined) return problem(400, `the body must be one of ${clockBodies}`)
      try {
        await (goal === 'next-due' ? time.advanceToNextDue(dependencies.nextDueAtMs) : time.advanceTo(goal))
        return json(200, await shownTime())
      } catch (error) {
        if (error instanceof LocalRuntimeError && error.code === 'time-not-manual') return problem(409, error.message)
        throw error
      }
    },

    'GET logs': async ({ query }, functionName) => {
      if (functionName === '') return json(200, { functions: dependencies.functionNames() })
      const requestId = query.get('requestId')
      const lines = logs.of(functionName).filter((line) => requestId === null || line.requestId === requestId)
      const dropped = logs.droppedOf(functionName)
      return json(200, { logGroupName: `/aws/lambda/${functionName}`, events: lines.slice(-limitIn(query)), dropped })
    },
  }

  return async (method, path, request) => {
    const [name = '', rest = ''] = path.slice(controlRoot.length).split('/')
    const control = controls[`${method} ${name}`]
    const decoded = decodedOf(rest)
    return control === undefined || decoded === undefined
      ? problem(404, `the control API has no ${method} ${path}`)
      : control(request, decoded)
  }
}

/** `undefined` if the percent-encoding is invalid. */
function decodedOf(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
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

const clockBodies = '{"advanceSeconds": 60}, {"advanceTo": "2026-02-10T09:15:00Z"}, {"advanceToNextDue": true}'

/** Latest moment that ISO 8601 writes with a year of four digits. */
const latestMs = Date.parse('9999-12-31T23:59:59.999Z')

/** Goal that a body of `POST clock` names: milliseconds since the epoch, or the next due moment. */
function goalIn(body: unknown, nowMs: number): number | 'next-due' | undefined {
  if (!isObject(body)) return undefined
  const { advanceSeconds, advanceTo, advanceToNextDue } = body
  if (advanceToNextDue === true) return 'next-due'
  if (typeof advanceSeconds === 'number' && advanceSeconds >= 0 && advanceSeconds < 1e9)
    return Math.min(nowMs + advanceSeconds * 1_000, latestMs)
  const atMs = typeof advanceTo === 'string' ? Date.parse(advanceTo) : Number.NaN
  return atMs <= latestMs ? atMs : undefined
}

function isEventState(name: string): name is EventState {
  return eventStates.some((state) => state === name)
}

function isoTime(atMs: number): string {
  return new Date(atMs).toISOString()
}
