import { ownMember, ownString } from '../document/own-member.ts'

/** A runtime's error object in one form; what a runtime leaves out is missing. */
export interface NormalisedError {
  readonly errorType?: string
  readonly errorMessage?: string
  /** Lines of the stack, from `stackTrace` (Python, Java, Ruby, .NET) or `trace` (Node.js); empty when there is none. */
  readonly stack: readonly string[]
}

/** Reads the error object of any runtime (REC-5); a custom runtime may answer any JSON, which then says nothing. */
export function normalisedError(payload: unknown): NormalisedError {
  const errorType = ownString(payload, 'errorType')
  const errorMessage = ownString(payload, 'errorMessage') ?? (typeof payload === 'string' ? payload : undefined)
  const trace = ownMember(payload, 'stackTrace') ?? ownMember(payload, 'trace')
  return {
    ...(errorType !== undefined && { errorType }),
    ...(errorMessage !== undefined && { errorMessage }),
    stack: stackLines(trace),
  }
}

/** Lines come as a list, as one text, or, from old Python runtimes, as a list of [file, line, function, code]. */
function stackLines(trace: unknown): readonly string[] {
  if (typeof trace === 'string') return trace.split('\n')
  if (!Array.isArray(trace)) return []
  return trace.flatMap((line) => {
    if (typeof line === 'string') return [line]
    return Array.isArray(line) ? [line.filter((part) => ['string', 'number'].includes(typeof part)).join(', ')] : []
  })
}
