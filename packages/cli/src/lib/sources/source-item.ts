/** One document of a source, as `readOutcomes` takes it. */
export interface SourceItem {
  readonly input: unknown
  /** Where it stands, for people: a file and line, the id of a message, or a key. */
  readonly position: string
  /** When a queue received it, in milliseconds since 1970. */
  readonly sentAtMs?: number
}
