/** Log entry of a function or the platform, in the log group `/aws/lambda/<function>`. */
export interface LogLine {
  readonly functionName: string
  readonly logStreamName: string
  /** Wall time, milliseconds since the epoch. */
  readonly timestamp: number
  /** One line, or a message of several lines separated by `\n`. */
  readonly message: string
  /** Request id of the run that it belongs to; missing during an initialization before the first run. */
  readonly requestId?: string
}

/** Limits per function, on lines and on their characters; older lines are dropped. */
const maxLines = 10_000
const maxCharacters = 16 * 1_048_576

interface Kept {
  readonly lines: LogLine[]
  characters: number
}

/** Keeps the newest log lines of every function, in the order in which they were written (LOG-1). */
export class FunctionLogs {
  readonly #kept = new Map<string, Kept>()
  #changes = 0

  /** Increases with every line. */
  get changes(): number {
    return this.#changes
  }

  add(line: LogLine): void {
    this.#changes += 1
    const kept = this.#kept.get(line.functionName) ?? { lines: [], characters: 0 }
    this.#kept.set(line.functionName, kept)
    kept.lines.push(line)
    kept.characters += line.message.length
    // Dropped in batches: dropping one line at a time would move the whole array each time.
    if (kept.lines.length > 2 * maxLines || kept.characters > 2 * maxCharacters) dropOldest(kept)
  }

  of(functionName: string): readonly LogLine[] {
    return (this.#kept.get(functionName)?.lines ?? []).slice(-maxLines)
  }
}

function dropOldest(kept: Kept): void {
  let first = Math.max(0, kept.lines.length - maxLines)
  let characters = 0
  for (let at = kept.lines.length - 1; at >= first; at -= 1) {
    characters += kept.lines[at]?.message.length ?? 0
    if (characters > maxCharacters) first = at + 1
  }
  kept.lines.splice(0, first)
  kept.characters = kept.lines.reduce((sum, { message }) => sum + message.length, 0)
}
