/** One document of a source, as `readOutcomes` takes it. */
export interface SourceItem {
  readonly input: unknown
  /** Where it stands, for people: a file and line, the id of a message, or a key. */
  readonly position: string
  /** When a queue received it, in milliseconds since 1970; missing where the source does not tell. */
  readonly sentAtMs?: number | undefined
  /** ARN of the function, where the source knows it apart from the document. */
  readonly functionArn?: string
  /** The request that the document is about, where the source knows it: it tells two documents about one event. */
  readonly requestId?: string
}
