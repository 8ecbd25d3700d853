/**
 * Whether a function may trigger itself again and again (REC-L2). `Off` does not count runs.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export type RecursiveLoop = 'Off' | 'Terminate' | 'Allow'

/** Maximum number of runs in one chain; the next one is stopped (REC-L1). */
const maxRunsInChain = 16

/** A chain of runs that trigger each other. */
export interface Chain {
  /** Trace header for the next run, which counts it. */
  readonly traceHeader: string | undefined
  /** True if the chain is too long for another run. */
  readonly stopped: boolean
}

/**
 * Counts the next run of an event's chain in the `Lineage` part of its trace header,
 * `Lineage=<runs so far>:<hash of the function>:<runs before>` (REC-L1). Lambda carries it through SQS, SNS, S3 and
 * Lambda-to-Lambda calls. That a chain over several functions shares one count is our reading.
 *
 * @example
 * ```ts
 * followChain('Root=1-5f;Lineage=1:a87bd80c:0', 'arn:…:function:f', 'Terminate')
 * // { traceHeader: 'Root=1-5f;Lineage=2:<hash>:1', stopped: false }
 * ```
 */
export function followChain(traceHeader: string | undefined, functionArn: string, loop: RecursiveLoop): Chain {
  if (loop === 'Off') return { traceHeader, stopped: false }
  let counted: number | undefined
  let others = ''
  for (const part of (traceHeader ?? '').split(';'))
    if (part.startsWith('Lineage=')) counted ??= runsIn(part)
    else if (part !== '') others += `${part};`
  const runs = counted ?? 0
  if (loop === 'Terminate' && runs >= maxRunsInChain) return { traceHeader, stopped: true }
  return { traceHeader: `${others}Lineage=${runs + 1}:${functionHash(functionArn)}:${runs}`, stopped: false }
}

function runsIn(lineage: string): number {
  const runs = /^Lineage=(\d+):/.exec(lineage)?.[1]
  return runs === undefined ? 0 : Number(runs)
}

const colon = 0x3a
const colonsBeforeQualifier = 7

/** Hash of the unqualified function ARN as eight hexadecimal digits (FNV-1a; Lambda's own hash is unknown). */
function functionHash(functionArn: string): string {
  let hash = 0x811c9dc5
  let colons = 0
  for (let index = 0; index < functionArn.length; index += 1) {
    const code = functionArn.charCodeAt(index)
    if (code === colon) colons += 1
    if (colons === colonsBeforeQualifier) break
    hash = Math.imul(hash ^ code, 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
