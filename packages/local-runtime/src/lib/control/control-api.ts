import { type MetricTotals, queueGauge } from '@async-invoke/engine/internal'
import type { Inbox } from '../delivery/inbox.ts'
import type { FunctionLogs } from '../execution/logs/function-logs.ts'
import type { ApiRequest, ApiResponse } from '../http/api-request.ts'
import { json } from '../http/api-request.ts'
import { type Controls, problem } from './answers.ts'
import type { Secret } from './bundle/redact.ts'
import { bundleControls } from './bundle-controls.ts'
import { ChangeStream } from './change-stream.ts'
import { type ClockControlDependencies, clockControls, shownTime } from './clock-controls.ts'
import { dispatch } from './dispatch.ts'
import { type EventControlDependencies, eventControls } from './event-controls.ts'
import type { EventLog } from './events/event-log.ts'
import { type FunctionControlDependencies, functionControls } from './function-controls.ts'
import type { StackGraph } from './graph/stack-graph.ts'
import { type Readings, readings } from './readings.ts'
import { type TriggerControlDependencies, triggerControls } from './trigger-controls.ts'

export interface ControlDependencies
  extends EventControlDependencies,
    Omit<Readings, 'inbox' | 'events' | 'logs'>,
    Omit<FunctionControlDependencies, 'digests' | 'nowMs' | 'changed'>,
    Omit<ClockControlDependencies, 'digests'>,
    TriggerControlDependencies {
  readonly inbox: Inbox
  readonly events: EventLog
  readonly logs: FunctionLogs
  readonly totals: MetricTotals
  /** Counts of the queue's items by state. */
  readonly queue: () => Promise<Readonly<Record<string, number>>>
  /** Returns the archive of a function's version; `undefined` if there is none. */
  readonly archiveOf: (functionName: string, version: string) => Promise<Uint8Array | undefined>
  /** Who leads to whom. */
  readonly graph: () => StackGraph
  /** Values that must not leave this machine in a bundle. */
  readonly secrets: () => readonly Secret[]
}

/** The control API: answers requests below `controlRoot`. */
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
  const metrics = async (): Promise<string> => {
    const { ready = 0, delayed = 0, leased = 0 } = await queue()
    return dependencies.totals.format({ gauges: [queueGauge({ ready, delayed, leased })] })
  }
  const shared = {
    ...dependencies,
    ...{ changed, health, metrics, digests: () => events.digests(), nowMs: () => time.clock.nowMs() },
  }

  const controls: Controls = {
    ...readings(dependencies),
    ...eventControls(dependencies),
    ...functionControls(shared),
    ...clockControls(shared),
    ...bundleControls(shared),
    ...triggerControls(dependencies),
    'GET graph': async () => json(200, dependencies.graph()),
    'GET health': async () => json(200, await health()),
    'GET changes': async () => stream.answer(),
    'GET metrics': async () => ({
      status: 200,
      headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' },
      body: await metrics(),
    }),
    'DELETE inbox': async () => {
      inbox.clear()
      return { status: 204 }
    },
    'GET code': async (_, rest) => {
      const [functionName = '', version = ''] = rest.split(':')
      const archive = await dependencies.archiveOf(functionName, version)
      if (archive === undefined) return problem(404, `there is no code of ${rest}`)
      return { status: 200, headers: { 'Content-Type': 'application/zip' }, body: archive }
    },
  }

  return {
    close: () => stream.close(),
    answer: (method, path, request) => dispatch(controls, method, path, request),
  }
}
