import { randomUUID } from 'node:crypto'

/** What `LogType` `Tail` answers, in bytes. */
const tailBytes = 4_096
/** Lines of one run that are kept for its tail. */
const mostLines = 4_096

/** The log of one environment: the lines that the platform writes around each run, and the tail of the run (LOG-1). */
export class RunLog {
  readonly #write: (line: string) => void
  #lines: string[] = []

  constructor(write: (line: string) => void) {
    this.#write = write
  }

  line(line: string): void {
    this.#lines.push(line)
    if (this.#lines.length > mostLines) this.#lines.splice(0, mostLines / 2)
    this.#write(line)
  }

  start(requestId: string, version: string): void {
    this.#lines = []
    this.line(`START RequestId: ${requestId} Version: ${version}`)
  }

  end(requestId: string, report: RunReport): void {
    const { durationMs, memoryInMegabytes, peakMegabytes, initMs } = report
    this.line(`END RequestId: ${requestId}`)
    const parts = [
      `REPORT RequestId: ${requestId}`,
      `Duration: ${durationMs.toFixed(2)} ms`,
      `Billed Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`,
      `Memory Size: ${memoryInMegabytes} MB`,
      ...(peakMegabytes === undefined ? [] : [`Max Memory Used: ${peakMegabytes} MB`]),
      ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ]
    this.line(`${parts.join('\t')}\t`)
  }

  /** The last 4 KB of the run. */
  tail(): Uint8Array {
    const bytes = Buffer.from(`${this.#lines.join('\n')}\n`)
    return bytes.subarray(Math.max(0, bytes.length - tailBytes))
  }
}

export interface RunReport {
  readonly durationMs: number
  readonly memoryInMegabytes: number
  readonly peakMegabytes: number | undefined
  /** Of the first run of an environment only. */
  readonly initMs: number | undefined
}

/**
 * A name as Lambda gives to the log stream of an environment.
 *
 * @example logStreamName('$LATEST', Date.UTC(2026, 1, 10)) // '2026/02/10/[$LATEST]0f3c…'
 */
export function logStreamName(version: string, nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '/')
  return `${day}/[${version}]${randomUUID().replaceAll('-', '')}`
}
