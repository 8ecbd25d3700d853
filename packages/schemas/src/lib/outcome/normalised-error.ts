import { ownMember, ownString } from '../document/own-member.ts'

/** The error object of any runtime in one form. Members that the runtime does not set are missing. */
export interface NormalisedError {
  readonly errorType?: string
  readonly errorMessage?: string
  /** Stack frames, from `stackTrace` (Python, Java, Ruby, .NET) or `trace` (Node.js); empty if there are none. */
  readonly stack: readonly string[]
}

/**
 * Reads the error object of any runtime (REC-5). A custom runtime may return any JSON, of which nothing may be usable.
 */
export function normaliseError(payload: unknown): NormalisedError {
  const errorType = ownString(payload, 'errorType')
  const errorMessage = ownString(payload, 'errorMessage') ?? (typeof payload === 'string' ? payload : undefined)
  const trace = ownMember(payload, 'stackTrace') ?? ownMember(payload, 'trace')
  return {
    ...(errorType !== undefined && { errorType }),
    ...(errorMessage !== undefined && { errorMessage }),
    stack: stackLines(trace),
  }
}

/** A trace is a list of lines, a single string or, in old Python runtimes, a list of [file, line, function, code]. */
function stackLines(trace: unknown): readonly string[] {
  if (typeof trace === 'string') return trace.split('\n')
  if (!Array.isArray(trace)) return []
  return trace.flatMap((line) => {
    if (typeof line === 'string') return [line]
    return Array.isArray(line) ? [line.filter((part) => ['string', 'number'].includes(typeof part)).join(', ')] : []
  })
}
