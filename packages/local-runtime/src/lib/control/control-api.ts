import { type MetricTotals, queueGauge } from '@async-invoke/engine/internal'
import type { Inbox } from '../delivery/inbox.ts'
import type { FunctionLogs } from '../execution/logs/function-logs.ts'
import type { ApiRequest, ApiResponse } from '../http/api-request.ts'
import { json } from '../http/api-request.ts'
import { type Controls, limitIn, problem } from './answers.ts'
import { ChangeStream } from './change-stream.ts'
import { type ClockControlDependencies, clockControls, shownTime } from './clock-controls.ts'
import { type EventControlDependencies, eventControls } from './event-controls.ts'
import type { EventLog } from './events/event-log.ts'
import { type FunctionControlDependencies, functionControls } from './function-controls.ts'
import { readPage, readPageFile } from './page.ts'

/** Root path of the control API. No path of Lambda's API begins like it. */
export const controlRoot = '/_async-invoke/'

export interface ControlDependencies
  extends EventControlDependencies,
    Omit<FunctionControlDependencies, 'summaries' | 'nowMs' | 'changed'>,
    Omit<ClockControlDependencies, 'summaries'> {
  readonly inbox: Inbox
  readonly events: EventLog
  readonly logs: FunctionLogs
  readonly totals: MetricTotals
  /** Counts of the queue's items by state. */
  readonly queue: () => Promise<Readonly<Record<string, number>>>
  readonly functionNames: () => readonly string[]
  /** Returns the archive of a function's version; `undefined` if there is none. */
  readonly archiveOf: (functionName: string, version: string) => Promise<Uint8Array | undefined>
  /** Token of this start, which the page sends with its requests. */
  readonly token: string
}

/** The control API: answers requests below {@link controlRoot}. */
export interface ControlApi {
  answer(method: string, path: string, request: ApiRequest): Promise<ApiResponse>
  close(): void
}

/** Serves the page and what it shows, and carries out what people do on it. */
export function createControlApi(dependencies: ControlDependencies): ControlApi {
  const { time, inbox, events, logs, queue } = dependencies
  let switches = 0
  const changed = (): void => {
    switches += 1
  }
  const changes = () => ({ events: events.changes, inbox: inbox.changes, logs: logs.changes, switches })
  const health = async (): Promise<object> => ({
    status: 'ok',
    ...(await shownTime(dependencies)),
    queue: await queue(),
    changes: changes(),
  })
  // Manual time is a change of its own; time that flows is none.
  const version = (): string => JSON.stringify([changes(), time.mode === 'manual' ? time.clock.nowMs() : 0])
  const stream = new ChangeStream(version, health)
  const shared = { ...dependencies, summaries: () => events.summaries(), nowMs: () => time.clock.nowMs(), changed }

  const controls: Controls = {
    ...readingControls(dependencies),
    ...eventControls(dependencies),
    ...functionControls(shared),
    ...clockControls(shared),
    'GET health': async () => json(200, await health()),
    'GET changes': async () => stream.answer(),
    'GET metrics': async () => {
      const { ready = 0, delayed = 0, leased = 0 } = await queue()
      const body = dependencies.totals.format({ gauges: [queueGauge({ ready, delayed, leased })] })
      return { status: 200, headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }, body }
    },
  }

  return {
    close: () => stream.close(),
    async answer(method, path, request) {
      const [name = '', rest = ''] = path.slice(controlRoot.length).split('/')
      const key = `${method} ${name}`
      const control = Object.hasOwn(controls, key) ? controls[key] : undefined
      const decoded = decodedOf(rest)
      return control === undefined || decoded === undefined
        ? problem(404, `the control API has no ${method} ${path}`)
        : control(request, decoded)
    },
  }
}

/** The page, archives, inbox and logs. */
function readingControls(dependencies: ControlDependencies): Controls {
  const { inbox, logs } = dependencies
  return {
    'GET ': async () => readPage(dependencies.token) ?? problem(404, 'the page is missing'),
    'GET page': async (_, name) => readPageFile(name) ?? problem(404, `the page has no file ${name}`),

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
      return json(200, { messages: shown, matched: messages.length, dropped: inbox.dropped })
    },
    'DELETE inbox': async () => {
      inbox.clear()
      return { status: 204 }
    },

    'GET logs': async ({ query }, functionName) => {
      if (functionName === '') return json(200, { functions: dependencies.functionNames() })
      const requestId = query.get('requestId')
      const lines = logs.of(functionName).filter((line) => requestId === null || line.requestId === requestId)
      const dropped = logs.droppedOf(functionName)
      return json(200, { logGroupName: `/aws/lambda/${functionName}`, events: lines.slice(-limitIn(query)), dropped })
    },
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
