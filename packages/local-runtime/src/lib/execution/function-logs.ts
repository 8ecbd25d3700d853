/** One line that a function or the platform wrote; the group is `/aws/lambda/<function>`. */
export interface LogLine {
  readonly functionName: string
  readonly logStreamName: string
  /** Wall time, milliseconds since the epoch. */
  readonly timestamp: number
  readonly message: string
  /** The run it was written in; missing before the first. */
  readonly requestId?: string
}

/** Lines kept of each function; of older ones nothing is left. */
const mostLines = 10_000

/** The newest lines of every function, in the order in which they were written (LOG-1). */
export class FunctionLogs {
  readonly #lines = new Map<string, LogLine[]>()
  #changes = 0

  /** Grows with every line. */
  get changes(): number {
    return this.#changes
  }

  add(line: LogLine): void {
    this.#changes += 1
    const lines = this.#lines.get(line.functionName) ?? []
    this.#lines.set(line.functionName, lines)
    lines.push(line)
    // Cut in portions: one by one would move the whole list every time.
    if (lines.length > 2 * mostLines) lines.splice(0, lines.length - mostLines)
  }

  of(functionName: string): readonly LogLine[] {
    return (this.#lines.get(functionName) ?? []).slice(-mostLines)
  }
}
