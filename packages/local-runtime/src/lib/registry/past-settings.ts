import type { InvokedReference } from '@async-invoke/engine'
import type { EventInvokeConfig } from '@async-invoke/schemas'
import { type FunctionRecord, latestVersion, storedConfigOf, versionBehind } from './function-record.ts'

/** The settings that events still need when their target is deleted: where records and dead letters go, and by which role. */
export interface LastSettings {
  readonly config: EventInvokeConfig
  readonly deadLetterTargetArn?: string
  readonly roleArn?: string
  readonly deletedAtMs: number
}

interface ReplacedConfig {
  readonly config: EventInvokeConfig
  readonly untilMs: number
}

export interface PastSettingsOptions {
  readonly nowMs: () => number
  /** Time until a change of event invoke settings takes effect (DSP-8a), for each change. */
  readonly settingsDelayMs: () => number
}

/** References that are kept; the oldest are dropped. */
const maxReferences = 1_000

/**
 * Settings that the API no longer returns and that events still end by: those of deleted functions, versions and aliases
 * (CFG-10, TRM-3, DSP-3a), and those whose replacement has not taken effect yet (DSP-8a).
 */
export class PastSettings {
  readonly #options: PastSettingsOptions
  readonly #deleted = new Map<string, LastSettings>()
  /** Oldest first. */
  readonly #replaced = new Map<string, readonly ReplacedConfig[]>()

  constructor(options: PastSettingsOptions) {
    this.#options = options
  }

  /** Keeps what `before` has and `after` lacks or changes. */
  note(before: FunctionRecord | undefined, after: FunctionRecord | undefined): void {
    if (before === undefined) return
    const names = new Set(after === undefined ? [] : qualifiersOf(after))
    for (const qualifier of qualifiersOf(before)) {
      if (!names.has(qualifier)) this.#keep(before, qualifier)
      else if (after !== undefined) this.#keepReplaced(before, after, qualifier)
    }
  }

  /** Last settings of a deleted target. They stay after the target is created again, for events that it inherits (DSP-3a). */
  deleted(reference: InvokedReference): LastSettings | undefined {
    return this.#deleted.get(keyOf(reference))
  }

  /** Settings of an existing target that a change has not replaced yet (DSP-8a). */
  inForce(reference: InvokedReference): EventInvokeConfig | undefined {
    const key = keyOf(reference)
    const all = this.#replaced.get(key)
    if (all === undefined) return undefined
    const nowMs = this.#options.nowMs()
    const left = all.filter(({ untilMs }) => untilMs > nowMs)
    if (left.length === 0) this.#replaced.delete(key)
    else if (left.length < all.length) this.#replaced.set(key, left)
    return left[0]?.config
  }

  #keep(record: FunctionRecord, qualifier: string): void {
    const reference = { functionName: record.functionName, qualifier }
    const config = this.inForce(reference) ?? storedConfigOf(record, qualifier)?.config ?? {}
    const version = versionBehind(record, qualifier)
    const { DeadLetterTargetArn: deadLetterTargetArn, Role: roleArn } = version?.settings ?? {}
    set(this.#deleted, keyOf(reference), {
      ...{ config, deletedAtMs: this.#options.nowMs() },
      ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }),
      ...(roleArn !== undefined && { roleArn }),
    })
  }

  #keepReplaced(before: FunctionRecord, after: FunctionRecord, qualifier: string): void {
    const nowMs = this.#options.nowMs()
    const settingsDelayMs = this.#options.settingsDelayMs()
    const [old, changed] = [before, after].map((record) => storedConfigOf(record, qualifier))
    if (settingsDelayMs === 0 || old === changed) return
    const key = keyOf({ functionName: before.functionName, qualifier })
    const replaced = { config: old?.config ?? {}, untilMs: nowMs + settingsDelayMs }
    set(this.#replaced, key, [...(this.#replaced.get(key) ?? []), replaced])
  }
}

/** Sets an entry and drops the oldest one of too many. */
function set<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > maxReferences && oldest !== undefined) map.delete(oldest)
}

function keyOf({ functionName, qualifier = latestVersion }: InvokedReference): string {
  return `${functionName}:${qualifier}`
}

function qualifiersOf({ published, aliases }: FunctionRecord): readonly string[] {
  return [latestVersion, ...published.map(({ version }) => version), ...aliases.map(({ name }) => name)]
}
