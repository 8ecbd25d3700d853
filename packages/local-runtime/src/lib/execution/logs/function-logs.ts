import { heldBytes } from '../../retention/held-bytes.ts'
import { Newest } from '../../retention/newest.ts'

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

/** Lines kept for each function, and their memory; older lines are dropped. */
const limits = { items: 10_000, bytes: 32 * 1_048_576 }
/** Memory of a line beside that of its texts. Summed up without a walk over its members (hot path). */
const bytesPerLine = heldBytes({ functionName: '', logStreamName: '', timestamp: 0, message: '', requestId: '' })

function bytesOf({ functionName, logStreamName, message, requestId = '' }: LogLine): number {
  return bytesPerLine + 2 * (functionName.length + logStreamName.length + message.length + requestId.length)
}

/** Memory of the lines of all functions; beyond it, the oldest lines of the function that holds most are dropped. */
const maxTotalBytes = 128 * 1_048_576

/** Keeps the newest log lines of every function, in the order in which they were written (LOG-1). */
export class FunctionLogs {
  readonly #lines = new Map<string, Newest<LogLine>>()
  #totalBytes = 0
  #changes = 0

  /** Increases with every line. */
  get changes(): number {
    return this.#changes
  }

  add(line: LogLine): void {
    this.#changes += 1
    const lines = this.#lines.get(line.functionName) ?? new Newest(limits, bytesOf)
    this.#lines.set(line.functionName, lines)
    const before = lines.bytes
    lines.add(line)
    this.#totalBytes += lines.bytes - before
    while (this.#totalBytes > maxTotalBytes) this.#dropFromLargest()
  }

  of(functionName: string): readonly LogLine[] {
    return this.#lines.get(functionName)?.all() ?? []
  }

  /** Number of lines that a function has written so far, dropped ones included. */
  positionOf(functionName: string): number {
    const lines = this.#lines.get(functionName)
    return lines === undefined ? 0 : lines.length + lines.dropped
  }

  /** Lines of a function that were dropped for the limits. */
  droppedOf(functionName: string): number {
    return this.#lines.get(functionName)?.dropped ?? 0
  }

  /** Drops half of the lines of the function that holds most. */
  #dropFromLargest(): void {
    const [largest] = [...this.#lines.values()].sort((a, b) => b.bytes - a.bytes)
    if (largest === undefined) return
    const before = largest.bytes
    for (let half = Math.ceil(largest.length / 2); half > 0; half -= 1) largest.drop()
    this.#totalBytes += largest.bytes - before
  }
}
