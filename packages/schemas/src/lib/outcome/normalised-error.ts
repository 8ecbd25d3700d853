import { ownMember, ownString } from '../document/own-member.ts'

/** The error object of any runtime in one form. Members that the runtime does not set are missing. */
export interface NormalisedError {
  readonly errorType?: string
  readonly errorMessage?: string
  /**
   * Stack frames, innermost first except in Python, from `stackTrace` (Python, Java, Ruby, .NET, Go, PHP), `trace`
   * (Node.js) or `stack`; empty if there are none. A frame that is an object becomes `label (path:line)`.
   */
  readonly stack: readonly string[]
  /** The error behind this one, as Java, .NET and Node.js report it; of several, the first. */
  readonly cause?: NormalisedError
}

/** A chain that is longer ends here; a value that is no JSON may even contain itself. */
const maxCauses = 16

/**
 * Reads the error object of any runtime (REC-5, CON-12), also as JSON text, as some custom runtimes send it. A custom
 * runtime may return any JSON, of which nothing may be usable.
 */
export function normaliseError(payload: unknown): NormalisedError {
  const parsed = typeof payload === 'string' ? parsedError(payload) : undefined
  if (parsed === undefined) return normalise(payload, maxCauses)
  const error = normalise(parsed, maxCauses)
  // Without a message of its own, the text is the message, as in a dead letter (U-17).
  return error.errorMessage ? error : { ...error, errorMessage: String(payload) }
}

function normalise(error: unknown, causesLeft: number): NormalisedError {
  const errorType = ownString(error, 'errorType') ?? ownString(error, 'name')
  const message = ownString(error, 'errorMessage') ?? ownString(error, 'message')
  const errorMessage = message ?? (typeof error === 'string' ? error : undefined)
  const causes = ownMember(error, 'causes')
  const cause = ownMember(error, 'cause') ?? (Array.isArray(causes) ? causes[0] : undefined)
  const hasCause = typeof cause === 'string' || (typeof cause === 'object' && cause !== null)
  return {
    ...(errorType !== undefined && { errorType }),
    ...(errorMessage !== undefined && { errorMessage }),
    stack: stackLines(ownMember(error, 'stackTrace') ?? ownMember(error, 'trace') ?? ownMember(error, 'stack')),
    ...(hasCause && causesLeft > 0 && { cause: normalise(cause, causesLeft - 1) }),
  }
}

/** Text counts as an error object only with a member of one, since handlers put JSON of their own into messages. */
function parsedError(text: string): object | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    const isError = ['errorType', 'errorMessage'].some((name) => ownString(value, name) !== undefined)
    return isError && typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * A trace is a list of lines, a single string, a list of objects (Go, a Throwable as Jackson writes it) or, in old
 * Python runtimes, a list of [file, line, function, code].
 */
function stackLines(trace: unknown): readonly string[] {
  if (typeof trace === 'string') return trace.split('\n')
  if (!Array.isArray(trace)) return []
  return trace.flatMap((line) => {
    if (typeof line === 'string') return [line]
    if (!Array.isArray(line)) return frameOf(line)
    return [line.filter((part) => ['string', 'number'].includes(typeof part)).join(', ')]
  })
}

function frameOf(frame: unknown): readonly string[] {
  const read = (...names: string[]): string | undefined => {
    const found = names.map((name) => ownMember(frame, name)).find((value) => value !== undefined && value !== null)
    return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined
  }
  const name = [read('className', 'class'), read('label', 'methodName', 'function', 'method')]
    .filter((part) => part !== undefined)
    .join('.')
  const place = [read('path', 'fileName', 'file'), read('line', 'lineNumber')]
    .filter((part) => part !== undefined)
    .join(':')
  if (name === '') return place === '' ? [] : [place]
  return [place === '' ? name : `${name} (${place})`]
}
