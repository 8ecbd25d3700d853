import type { MetricTotals } from '@async-invoke/engine/internal'
import type { EventInvokeConfig } from '@async-invoke/schemas'
import { eventInvokeDefaults } from '@async-invoke/schemas/event-invoke-config'
import { type FunctionRecord, latestVersion, storedConfigOf, versionBehind } from '../../registry/function-record.ts'
import type { Registry } from '../../registry/registry.ts'
import type { EventDigest } from '../events/event-digest.ts'
import { functionOf } from '../events/function-of.ts'
import { groupBy } from '../events/group-by.ts'
import { type DepthHistory, depthHistory } from './depth-history.ts'

/** Settings of one qualifier: as stored, and as the next attempt takes them. */
export interface QualifierState {
  readonly qualifier: string
  readonly version: string
  readonly stored?: EventInvokeConfig
  /** With Lambda's defaults. */
  readonly resolved: EventInvokeConfig & { readonly [Name in keyof typeof eventInvokeDefaults]: number }
  /** True while a change of the settings has not taken effect (DSP-8a). */
  readonly pending: boolean
  readonly deadLetterTargetArn?: string
  readonly runtime?: string
  readonly role: string
  readonly timeoutInSeconds: number
  readonly memoryInMegabytes: number
}

/** One function: its queue, its runs, and its settings. */
export interface FunctionState {
  readonly functionName: string
  readonly paused: boolean
  /** Events that have not ended, of those whose timelines are kept. */
  readonly depth: number
  /** Age of the oldest of them in milliseconds; 0 without one. */
  readonly oldestAgeMs: number
  readonly running: number
  /** Maximum number of runs at a time, and whether the function has it for itself. */
  readonly limit: number
  readonly reserved: boolean
  /** Attempts that were throttled, since the start of the runtime. */
  readonly throttles: number
  /** Ends by condition. */
  readonly outcomes: Readonly<Record<string, number>>
  readonly history?: DepthHistory
  readonly qualifiers: readonly QualifierState[]
}

export interface FunctionStateDependencies {
  readonly registry: Registry
  readonly totals: Pick<MetricTotals, 'sumOf'>
  readonly accountConcurrency: () => number
  readonly paused: () => readonly string[]
  readonly nowMs: () => number
}

/** Describes every function of the runtime, by name. */
export function functionStates(
  digests: readonly EventDigest[],
  dependencies: FunctionStateDependencies,
): readonly FunctionState[] {
  const { registry } = dependencies
  const byName = groupBy(digests, ({ functionArn }) => functionOf(functionArn).functionName)
  return registry.all().map((record) => stateOf(record, byName.get(record.functionName) ?? [], dependencies))
}

function stateOf(
  record: FunctionRecord,
  events: readonly EventDigest[],
  { registry, totals, accountConcurrency, paused, nowMs }: FunctionStateDependencies,
): FunctionState {
  const { functionName, reservedConcurrency, published, aliases } = record
  const open = events.filter(({ state }) => ['queued', 'running', 'waiting'].includes(state))
  const oldestMs = open.reduce((oldest, { acceptedAtMs = oldest }) => Math.min(oldest, acceptedAtMs), nowMs())
  const outcomes: Record<string, number> = {}
  for (const { condition } of events) if (condition !== undefined) outcomes[condition] = (outcomes[condition] ?? 0) + 1
  const history = depthHistory(events, nowMs())
  const names = [latestVersion, ...published.map(({ version }) => version), ...aliases.map(({ name }) => name)]
  return {
    functionName,
    paused: paused().includes(functionName),
    depth: open.length,
    oldestAgeMs: nowMs() - oldestMs,
    running: open.filter(({ state }) => state === 'running').length,
    limit: reservedConcurrency ?? accountConcurrency(),
    reserved: reservedConcurrency !== undefined,
    throttles: totals.sumOf('Throttles', functionName),
    outcomes,
    ...(history !== undefined && { history }),
    qualifiers: names.flatMap((qualifier) => qualifierState(record, qualifier, registry) ?? []),
  }
}

function qualifierState(record: FunctionRecord, qualifier: string, registry: Registry): QualifierState | undefined {
  const version = versionBehind(record, qualifier)
  if (version === undefined) return undefined
  const { config } = registry.resolve({ functionName: record.functionName, qualifier })
  const stored = storedConfigOf(record, qualifier)?.config
  const {
    DeadLetterTargetArn: deadLetterTargetArn,
    Runtime: runtime,
    Role: role,
    Timeout,
    MemorySize,
  } = version.settings
  return {
    qualifier,
    version: version.version,
    ...(stored !== undefined && { stored }),
    resolved: { ...eventInvokeDefaults, ...config },
    pending: config !== stored && JSON.stringify(config) !== JSON.stringify(stored ?? {}),
    ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }),
    ...(runtime !== undefined && { runtime }),
    ...{ role, timeoutInSeconds: Timeout, memoryInMegabytes: MemorySize },
  }
}
