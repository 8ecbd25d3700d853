import type { InvokedReference } from '@async-invoke/engine'
import type { EventInvokeConfig } from '@async-invoke/schemas'
import { type FunctionRecord, latestVersion, storedConfigOf, versionBehind } from './function-record.ts'

/** What an event needs of a target that is gone: where its record and its dead letter go. */
export interface LastSettings {
  readonly config: EventInvokeConfig
  readonly deadLetterTargetArn?: string
}

/** References that are remembered; older ones are forgotten. */
const mostRemembered = 1_000

/**
 * The settings that functions, versions and aliases had when they were deleted. The API knows them no more (CFG-10);
 * events that were accepted before still end by them (TRM-3).
 */
export class DeletedFunctions {
  readonly #settings = new Map<string, LastSettings>()

  /** Remembers what `before` has and `after` has not, and forgets what is there again. */
  note(before: FunctionRecord | undefined, after: FunctionRecord | undefined): void {
    const present = after === undefined ? [] : qualifiersOf(after)
    const names = new Set(present)
    for (const qualifier of present) this.#settings.delete(`${after?.functionName}:${qualifier}`)
    if (before === undefined) return
    for (const qualifier of qualifiersOf(before)) if (!names.has(qualifier)) this.#remember(before, qualifier)
  }

  of({ functionName, qualifier = latestVersion }: InvokedReference): LastSettings | undefined {
    return this.#settings.get(`${functionName}:${qualifier}`)
  }

  #remember(record: FunctionRecord, qualifier: string): void {
    const config = storedConfigOf(record, qualifier)?.config ?? {}
    const version = versionBehind(record, qualifier)
    const deadLetterTargetArn = version?.settings.DeadLetterTargetArn
    const key = `${record.functionName}:${qualifier}`
    this.#settings.set(key, { config, ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }) })
    const [oldest] = this.#settings.keys()
    if (this.#settings.size > mostRemembered && oldest !== undefined) this.#settings.delete(oldest)
  }
}

function qualifiersOf({ published, aliases }: FunctionRecord): readonly string[] {
  return [latestVersion, ...published.map(({ version }) => version), ...aliases.map(({ name }) => name)]
}
