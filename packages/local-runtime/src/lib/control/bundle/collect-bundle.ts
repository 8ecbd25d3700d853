import { readFileSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import type { Timeline } from '@async-invoke/schemas/timeline'
import type { InboxMessage } from '../../delivery/inbox.ts'
import type { LogLine } from '../../execution/logs/function-logs.ts'
import { groupBy } from '../events/group-by.ts'
import type { FunctionState } from '../functions/function-state.ts'
import type { StackGraph } from '../graph/stack-graph.ts'
import { type Bundle, type BundledMessage, bundleFormat } from './bundle.ts'
import { createRedactor, type Secret } from './redact.ts'
import { redactMembers, withoutPayloads } from './texts.ts'

/** What a bundle is made of. */
export interface BundleSources {
  readonly requestIds: () => readonly string[]
  readonly timeline: (requestId: string) => Timeline | undefined
  readonly payloadOf: (requestId: string) => Uint8Array | undefined
  readonly messages: () => readonly InboxMessage[]
  readonly functionNames: () => readonly string[]
  readonly linesOf: (functionName: string) => readonly LogLine[]
  readonly functions: () => readonly FunctionState[]
  readonly graph: () => StackGraph
  readonly health: () => Promise<object>
  readonly faults: () => Readonly<Record<string, number>>
  readonly metrics: () => Promise<string>
  /** Values of environment variables, and keys. */
  readonly secrets: () => readonly Secret[]
}

export interface BundleLimits {
  readonly payloads: boolean
  /** Size of the parts in bytes of JSON. */
  readonly maxBytes: number
}

/** Part of the limit that is kept for log lines. */
const partOfLogs = 0.25
/** Events between which other requests are served. */
const eventsATurn = 200

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '') + 1

/** Collects a bundle: the newest events with their payloads and messages, and the newest log lines, within a limit. */
export async function collectBundle(sources: BundleSources, { payloads, maxBytes }: BundleLimits): Promise<Bundle> {
  const redactor = createRedactor(sources.secrets())
  const { redact } = redactor
  const byEvent = groupBy(sources.messages(), ({ requestId }) => requestId)
  const requestIds = sources.requestIds()
  let left = maxBytes * (1 - partOfLogs)

  const timelines: Timeline[] = []
  const texts: Record<string, string> = {}
  const messages: BundledMessage[] = []
  let leftOutPayloads = 0
  for (const requestId of requestIds) {
    if (timelines.length % eventsATurn === 0) await turn()
    const whole = sources.timeline(requestId)
    if (whole === undefined) continue
    const timeline = redactMembers(payloads ? whole : withoutPayloads.timeline(whole), redact)
    const bytes = sources.payloadOf(requestId)
    const payload = bytes === undefined || !payloads ? undefined : redact(new TextDecoder().decode(bytes))
    const ofEvent = (byEvent.get(requestId) ?? []).map((message) =>
      redactMembers(payloads ? message : withoutPayloads.message(message), redact),
    )
    left -= bytesOf(timeline) + bytesOf(ofEvent) + (payload === undefined ? 0 : bytesOf([requestId, payload]))
    if (left < 0) break
    timelines.push(timeline)
    messages.push(...ofEvent)
    if (payload !== undefined) texts[requestId] = payload
    else if (bytes !== undefined) leftOutPayloads += 1
  }

  const { logs, kept, dropped } = newestLines(sources, maxBytes * partOfLogs, redact)
  const functions = sources.functions().map((state) => redactMembers(state, redact))
  return {
    ...{ format: bundleFormat, version: '1.0', createdAt: new Date().toISOString() },
    madeBy: { localRuntime: packageVersion(), node: process.version, platform: `${process.platform} ${process.arch}` },
    contents: {
      functions: functions.length,
      events: timelines.length,
      payloads: Object.keys(texts).length,
      payloadBytes: Object.values(texts).reduce((sum, text) => sum + Buffer.byteLength(text), 0),
      messages: messages.length,
      logLines: kept,
      leftOut: {
        events: requestIds.length - timelines.length,
        payloads: leftOutPayloads,
        messages: sources.messages().length - messages.length,
        logLines: dropped,
      },
      replaced: redactor.replaced,
    },
    health: { ...(await sources.health()) },
    faults: sources.faults(),
    metrics: await sources.metrics(),
    functions,
    // Names, ARNs and schedules: nothing that a function or a caller wrote.
    graph: sources.graph(),
    timelines,
    payloads: texts,
    messages: messages.sort((a, b) => a.id - b.id),
    logs,
  }
}

/** The newest lines of all functions within a limit in bytes, redacted, in the order in which they were written. */
function newestLines(
  { functionNames, linesOf }: BundleSources,
  maxBytes: number,
  redact: (text: string) => string,
): { readonly logs: Record<string, LogLine[]>; readonly kept: number; readonly dropped: number } {
  const all = functionNames().flatMap(linesOf)
  const newest = [...all].sort((a, b) => b.timestamp - a.timestamp)
  const kept = new Set<LogLine>()
  let left = maxBytes
  for (const line of newest) {
    left -= bytesOf(line)
    if (left < 0) break
    kept.add(line)
  }
  const logs: Record<string, LogLine[]> = {}
  for (const line of all) {
    if (!kept.has(line)) continue
    const lines = logs[line.functionName] ?? []
    logs[line.functionName] = lines
    lines.push(redactMembers(line, redact))
  }
  return { logs, kept: kept.size, dropped: all.length - kept.size }
}

function packageVersion(): string {
  // The relative path is the same from `src/lib/control/bundle` and from `dist/lib/control/bundle`.
  const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'))
  return String(version)
}
