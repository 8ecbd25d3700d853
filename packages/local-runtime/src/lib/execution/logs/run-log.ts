import { randomUUID } from 'node:crypto'

/** Size of the log that `LogType: Tail` returns. */
const tailBytes = 4_096

/**
 * Log of one environment: writes the platform's lines around each run, and keeps the tail of the log (LOG-1).
 * Everything since the previous run, including an initialization, belongs to the next run's tail.
 */
export class RunLog {
  readonly #write: (line: string) => void
  #tail = ''

  constructor(write: (line: string) => void) {
    this.#write = write
  }

  line(line: string): void {
    this.#tail += `${line.slice(-tailBytes)}\n`
    // Not with every line, since slicing copies the tail.
    if (this.#tail.length > 16 * tailBytes) this.#tail = this.#tail.slice(-tailBytes)
    this.#write(line)
  }

  /** Reports a failed initialization: before the first event (`init`), or with it (`invoke`). */
  initReport(durationMs: number, phase: 'init' | 'invoke', failure: RunFailure): void {
    this.line(
      [`INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms`, `Phase: ${phase}`, ...statusOf(failure)].join('\t'),
    )
  }

  start(requestId: string, version: string): void {
    this.line(`START RequestId: ${requestId} Version: ${version}`)
  }

  end(requestId: string, report: RunReport): void {
    const { durationMs, memoryInMegabytes, peakMegabytes, initMs, failure } = report
    this.line(`END RequestId: ${requestId}`)
    const billedMs = Math.ceil(durationMs + (initMs ?? 0))
    const run = `Duration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billedMs} ms`
    const memory = peakMegabytes === undefined ? '' : `\tMax Memory Used: ${peakMegabytes} MB`
    const initialization = initMs === undefined ? '' : `\tInit Duration: ${initMs.toFixed(2)} ms`
    const status = failure === undefined ? '' : statusOf(failure).join('\t')
    this.line(
      `REPORT RequestId: ${requestId}\t${run}\tMemory Size: ${memoryInMegabytes} MB${memory}${initialization}\t${status}`,
    )
  }

  /** Returns the text that ends with the run's tail, and starts that of the next run. */
  take(): string {
    const text = this.#tail
    this.#tail = ''
    return text
  }
}

/** The last 4 KB of a run's log, as `LogType: Tail` returns them. */
export function tailOf(log: string): Uint8Array {
  const bytes = Buffer.from(log)
  return bytes.subarray(Math.max(0, bytes.length - tailBytes))
}

/** Failure of a run that the handler did not report. */
export type RunFailure = 'timeout' | { readonly errorType: string }

function statusOf(failure: RunFailure): readonly string[] {
  return failure === 'timeout' ? ['Status: timeout'] : ['Status: error', `Error Type: ${failure.errorType}`]
}

export interface RunReport {
  readonly durationMs: number
  readonly memoryInMegabytes: number
  readonly peakMegabytes: number | undefined
  /** Present for the first run of an environment only. */
  readonly initMs: number | undefined
  /** A timeout, an exit or a failed initialization. */
  readonly failure: RunFailure | undefined
}

/**
 * Generates a name for the log stream of an environment, in Lambda's form.
 *
 * @example createLogStreamName('$LATEST', Date.UTC(2026, 1, 10)) // '2026/02/10/[$LATEST]0f3c…'
 */
export function createLogStreamName(version: string, nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '/')
  return `${day}/[${version}]${randomUUID().replaceAll('-', '')}`
}
