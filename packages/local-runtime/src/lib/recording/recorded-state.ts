import type { Recording } from '../control/bundle/read-recording.ts'
import { digestOfTimeline, type EventDigest } from '../control/events/event-digest.ts'
import { functionOf } from '../control/events/function-of.ts'
import { groupBy } from '../control/events/group-by.ts'
import type { GraphNode } from '../control/graph/graph-node.ts'
import type { StackGraph } from '../control/graph/stack-graph.ts'
import type { Readings } from '../control/readings.ts'

/** What the page reads of a recording, as a runtime answered it. */
export interface RecordedState extends Omit<Readings, 'token'> {
  readonly health: object
  readonly functions: readonly object[]
  readonly graph: StackGraph
  readonly faults: Readonly<Record<string, number>>
  readonly metrics: string
}

/**
 * Opens a recording for reading. What timelines alone do not say is left empty.
 *
 * @param name - of the file, which the page shows
 */
export function recordedState(recording: Recording, name: string): RecordedState {
  const { timelines, payloads = {}, messages = [], logs = {}, createdAt } = recording
  const byId = new Map(timelines.map((timeline) => [timeline.requestId, timeline]))
  const digests = Array.from(byId.values(), digestOfTimeline)
  const functions = recording.functions ?? statesOf(digests)
  const encoder = new TextEncoder()
  return {
    events: {
      digests: () => digests,
      timeline: (requestId) => byId.get(requestId),
      dropped: recording.contents?.leftOut.events ?? 0,
    },
    payloads: {
      of: (requestId) => (Object.hasOwn(payloads, requestId) ? encoder.encode(payloads[requestId]) : undefined),
    },
    inbox: {
      dropped: recording.contents?.leftOut.messages ?? 0,
      messages: ({ destinationArn, requestId } = {}) =>
        messages.filter(
          (message) =>
            (destinationArn === undefined || message.destinationArn === destinationArn) &&
            (requestId === undefined || message.requestId === requestId),
        ),
    },
    logs: {
      of: (functionName) => (Object.hasOwn(logs, functionName) ? (logs[functionName] ?? []) : []),
      droppedOf: () => 0,
    },
    functionNames: () => functions.map(({ functionName }) => functionName),
    functions,
    graph: recording.graph ?? { nodes: functions.map(({ functionName }) => nodeOf(functionName)), edges: [] },
    faults: recording.faults ?? {},
    metrics: recording.metrics ?? '',
    health: {
      ...{ status: 'ok', speed: 1, now: lastMoment(recording), queue: {}, ...recording.health },
      ...{ time: 'recorded', changes: {}, recording: { file: name, ...(createdAt !== undefined && { createdAt }) } },
    },
  }
}

/** A recording without a graph names its functions only. */
function nodeOf(functionName: string): GraphNode {
  return { id: functionName, kind: 'function', name: functionName }
}

/** The last moment that the timelines name. */
function lastMoment({ timelines }: Recording): string {
  const moments = timelines.flatMap(({ entries }) => entries.at(-1)?.at ?? [])
  return moments.sort().at(-1) ?? new Date(0).toISOString()
}

/** As much of the state of functions as their timelines tell. */
function statesOf(digests: readonly EventDigest[]) {
  const byName = groupBy(digests, ({ functionArn }) => functionOf(functionArn).functionName)
  return Array.from(byName, ([functionName, events]) => {
    const open = events.filter(({ condition }) => condition === undefined)
    const outcomes: Record<string, number> = {}
    for (const { condition } of events)
      if (condition !== undefined) outcomes[condition] = (outcomes[condition] ?? 0) + 1
    return {
      ...{ functionName, paused: false, depth: open.length, oldestAgeMs: 0, running: 0, limit: 0, reserved: false },
      throttles: events.reduce((sum, { summary }) => sum + summary.throttles, 0),
      ...{ outcomes, qualifiers: [] },
    }
  })
}
