/** How large commands of one kind of target count, and how large they may be. */
export interface Measure<Command> {
  /** Size limit of one message in bytes, by year; `undefined` if the limit is out of reach (DST-9). */
  readonly maxBytes: { readonly 2024: number | undefined; readonly 2026: number | undefined }
  /** True if a command of any kind belongs to this target. */
  owns(command: object): boolean
  /** Size of a command as its service counts it, in bytes of UTF-8. */
  sizeOf(command: Command): number
  /** The record in a command; `undefined` for a dead letter. */
  recordTextOf(command: Command): string | undefined
  withRecordText(command: Command, recordText: string): Command
}
