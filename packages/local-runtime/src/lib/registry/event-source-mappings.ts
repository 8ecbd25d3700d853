/** A pattern that a message has to match, as JSON text. */
export interface MappingFilter {
  readonly Pattern: string
}

/** Settings of an event source mapping that a request can change. */
export interface MappingSettings {
  readonly batchSize: number
  /** Time that a batch may wait for more messages. */
  readonly windowSeconds: number
  readonly filters: readonly MappingFilter[]
  /** Whether the function returns the messages that it could not process. */
  readonly reportsFailures: boolean
  /** Maximum number of batches that run at the same time; `undefined` for no limit of its own. */
  readonly maxConcurrency?: number
}

/** A queue whose messages a function processes in batches (ESM-1). */
export interface EventSourceMapping extends MappingSettings {
  readonly uuid: string
  readonly queueArn: string
  readonly functionName: string
  readonly qualifier?: string
  readonly enabled: boolean
  /** Whether it is removed once its running batches have ended. */
  readonly deleting: boolean
  readonly tags: Readonly<Record<string, string>>
  readonly modifiedMs: number
}

/** Persists event source mappings. Every call takes effect before it returns. */
export interface EventSourceMappingFile {
  load(): readonly EventSourceMapping[]
  save(mapping: EventSourceMapping): void
  remove(uuid: string): void
}

/** The event source mappings of this runtime's account. */
export class EventSourceMappings {
  readonly #file: EventSourceMappingFile | undefined
  readonly #mappings: Map<string, EventSourceMapping>

  constructor(file?: EventSourceMappingFile) {
    this.#file = file
    this.#mappings = new Map((file?.load() ?? []).map((mapping) => [mapping.uuid, mapping]))
  }

  /** Returns every mapping, sorted by id. */
  all(): readonly EventSourceMapping[] {
    return [...this.#mappings.values()].sort((a, b) => (a.uuid < b.uuid ? -1 : 1))
  }

  get(uuid: string): EventSourceMapping | undefined {
    return this.#mappings.get(uuid)
  }

  /** Stores a new or changed mapping. */
  put(mapping: EventSourceMapping): EventSourceMapping {
    this.#file?.save(mapping)
    this.#mappings.set(mapping.uuid, mapping)
    return mapping
  }

  delete(uuid: string): void {
    this.#file?.remove(uuid)
    this.#mappings.delete(uuid)
  }
}
