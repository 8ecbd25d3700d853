/** What a function does when its own output makes it run again and again (REC-L2); `Off` looks at nothing. */
export type RecursiveLoop = 'Off' | 'Terminate' | 'Allow'

/** Runs that one chain may make; the next is stopped (REC-L1). */
const longestChain = 16

/** The trace header for a run, and whether its chain is too long for it. */
export interface Chain {
  readonly traceHeader: string | undefined
  readonly stopped: boolean
}

/**
 * Follows the chain of runs that an event comes from, in the `Lineage` part of its trace header:
 * `Lineage=<runs so far>:<hash of the function>:<runs before>` (REC-L1). Lambda counts with it through SQS, SNS, S3 and
 * Lambda-to-Lambda; that a chain over several functions shares one count is our reading.
 *
 * @example
 * followChain('Root=1-5f;Lineage=1:a87bd80c:0', 'arn:…:function:f', 'Terminate')
 * // { traceHeader: 'Root=1-5f;Lineage=2:<hash>:1', stopped: false }
 */
export function followChain(traceHeader: string | undefined, functionArn: string, loop: RecursiveLoop): Chain {
  if (loop === 'Off') return { traceHeader, stopped: false }
  const parts = (traceHeader ?? '').split(';').filter((part) => part !== '')
  const others = parts.filter((part) => !part.startsWith('Lineage='))
  const runs = runsIn(parts.find((part) => part.startsWith('Lineage=')))
  if (loop === 'Terminate' && runs >= longestChain) return { traceHeader, stopped: true }
  const lineage = `Lineage=${runs + 1}:${functionHash(functionArn)}:${runs}`
  return { traceHeader: [...others, lineage].join(';'), stopped: false }
}

function runsIn(lineage: string | undefined): number {
  const runs = /^Lineage=(\d+):/.exec(lineage ?? '')?.[1]
  return runs === undefined ? 0 : Number(runs)
}

/** Eight hexadecimal digits that stand for the function without its qualifier (FNV-1a; Lambda's own hash is unknown). */
function functionHash(functionArn: string): string {
  const unqualified = functionArn.split(':').slice(0, 7).join(':')
  let hash = 0x811c9dc5
  for (let index = 0; index < unqualified.length; index += 1)
    hash = Math.imul(hash ^ unqualified.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
