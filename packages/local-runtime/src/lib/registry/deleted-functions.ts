import type { InvokedReference } from '@async-invoke/engine'
import type { EventInvokeConfig } from '@async-invoke/schemas'
import { type FunctionRecord, latestVersion, storedConfigOf, versionBehind } from './function-record.ts'

/** The settings that events still need when their target is deleted: where records and dead letters go. */
export interface LastSettings {
  readonly config: EventInvokeConfig
  readonly deadLetterTargetArn?: string
}

/** Deleted references that are kept; the oldest are dropped. */
const maxReferences = 1_000

/**
 * The settings of deleted functions, versions and aliases. The API no longer returns them (CFG-10), but events accepted before
 * the deletion still end by them (TRM-3).
 */
export class DeletedFunctions {
  readonly #settings = new Map<string, LastSettings>()

  /** Keeps the settings of qualifiers that `before` has and `after` lacks; drops those of qualifiers that exist again. */
  note(before: FunctionRecord | undefined, after: FunctionRecord | undefined): void {
    const present = after === undefined ? [] : qualifiersOf(after)
    const names = new Set(present)
    for (const qualifier of present) this.#settings.delete(`${after?.functionName}:${qualifier}`)
    if (before === undefined) return
    for (const qualifier of qualifiersOf(before)) if (!names.has(qualifier)) this.#keep(before, qualifier)
  }

  of({ functionName, qualifier = latestVersion }: InvokedReference): LastSettings | undefined {
    return this.#settings.get(`${functionName}:${qualifier}`)
  }

  #keep(record: FunctionRecord, qualifier: string): void {
    const config = storedConfigOf(record, qualifier)?.config ?? {}
    const version = versionBehind(record, qualifier)
    const deadLetterTargetArn = version?.settings.DeadLetterTargetArn
    const key = `${record.functionName}:${qualifier}`
    this.#settings.set(key, { config, ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }) })
    const [oldest] = this.#settings.keys()
    if (this.#settings.size > maxReferences && oldest !== undefined) this.#settings.delete(oldest)
  }
}

function qualifiersOf({ published, aliases }: FunctionRecord): readonly string[] {
  return [latestVersion, ...published.map(({ version }) => version), ...aliases.map(({ name }) => name)]
}
