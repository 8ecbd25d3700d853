/**
 * What a function or the platform wrote: one line, or a message of several with `\n` in it. The group is
 * `/aws/lambda/<function>`.
 */
export interface LogLine {
  readonly functionName: string
  readonly logStreamName: string
  /** Wall time, milliseconds since the epoch. */
  readonly timestamp: number
  readonly message: string
  /** The run it was written in; missing before the first. */
  readonly requestId?: string
}

/** Lines kept of each function, and their characters; of older ones nothing is left. */
const mostLines = 10_000
const mostCharacters = 16 * 1_048_576

interface Kept {
  readonly lines: LogLine[]
  characters: number
}

/** The newest lines of every function, in the order in which they were written (LOG-1). */
export class FunctionLogs {
  readonly #kept = new Map<string, Kept>()
  #changes = 0

  /** Grows with every line. */
  get changes(): number {
    return this.#changes
  }

  add(line: LogLine): void {
    this.#changes += 1
    const kept = this.#kept.get(line.functionName) ?? { lines: [], characters: 0 }
    this.#kept.set(line.functionName, kept)
    kept.lines.push(line)
    kept.characters += line.message.length
    // Cut in portions: one by one would move the whole list every time.
    if (kept.lines.length > 2 * mostLines || kept.characters > 2 * mostCharacters) cut(kept)
  }

  of(functionName: string): readonly LogLine[] {
    return (this.#kept.get(functionName)?.lines ?? []).slice(-mostLines)
  }
}

function cut(kept: Kept): void {
  let first = Math.max(0, kept.lines.length - mostLines)
  let characters = 0
  for (let at = kept.lines.length - 1; at >= first; at -= 1) {
    characters += kept.lines[at]?.message.length ?? 0
    if (characters > mostCharacters) first = at + 1
  }
  kept.lines.splice(0, first)
  kept.characters = kept.lines.reduce((sum, { message }) => sum + message.length, 0)
}
