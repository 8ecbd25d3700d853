/** The trace of one invocation. Its root passes from the caller to every attempt and to the destination (TRC-1). */
export interface Trace {
  readonly root: string
  readonly parent: string
  readonly sampled: '0' | '1'
  /** The runs that led to this invocation, as the SDK in a function propagates them (REC-L1). */
  readonly lineage?: string
}

export interface TraceSource {
  readonly nowMs: number
  /** Returns random hexadecimal digits. */
  hex(digits: number): string
}

/** Continues the trace of a request's `X-Amzn-Trace-Id`, or starts one. */
export function continueTrace(header: string | undefined, source: TraceSource): Trace {
  const parent = source.hex(16)
  if (header === undefined) return { root: newRoot(source), parent, sampled: '0' }
  const parts = new Map(
    header.split(';').map((part) => {
      const [key = '', value = ''] = part.split('=')
      return [key.trim().toLowerCase(), value.trim()] as const
    }),
  )
  const root = parts.get('root') ?? ''
  const lineage = parts.get('lineage')
  return {
    root: /^1-[0-9a-f]{8}-[0-9a-f]{24}$/.test(root) ? root : newRoot(source),
    parent,
    sampled: parts.get('sampled') === '1' ? '1' : '0',
    ...(lineage !== undefined && /^[\w:|]{1,256}$/.test(lineage) && { lineage }),
  }
}

function newRoot({ nowMs, hex }: TraceSource): string {
  const seconds = Math.floor(nowMs / 1_000)
  return `1-${seconds.toString(16).padStart(8, '0')}-${hex(24)}`
}

/** Formats a trace for the API's response: keys in lower case (INV-7). */
export function formatResponseTrace({ root, parent, sampled }: Trace): string {
  return `root=${root};parent=${parent};sampled=${sampled}`
}

/** Formats a trace for functions and queues. */
export function formatTrace({ root, parent, sampled, lineage }: Trace): string {
  const header = `Root=${root};Parent=${parent};Sampled=${sampled}`
  return lineage === undefined ? header : `${header};Lineage=${lineage}`
}
