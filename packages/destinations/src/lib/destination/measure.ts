/** How much of a kind of target's commands counts, and how much the target takes. */
export interface Measure<Command> {
  /** Bytes that the target takes of one message, by the year of `sizeLimitsByYear`; `undefined` where no limit is near (DST-9). */
  readonly maxBytes: { readonly 2024: number | undefined; readonly 2026: number | undefined }
  /** Whether a command of any kind is one of this target's. */
  owns(command: object): boolean
  /** Bytes of a command as its service counts them, in UTF-8. */
  sizeOf(command: Command): number
  /** The record in a command; `undefined` in a dead letter. */
  recordTextOf(command: Command): string | undefined
  withRecordText(command: Command, recordText: string): Command
}
