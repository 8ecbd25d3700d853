/** The trace of one invocation: its root goes from the caller to every attempt and on to the destination (TRC-1). */
export interface Trace {
  readonly root: string
  readonly parent: string
  readonly sampled: '0' | '1'
  /** Runs that led here, as a function's SDK passes them on (REC-L1). */
  readonly lineage?: string
}

export interface TraceSource {
  readonly nowMs: number
  /** Random hexadecimal digits. */
  hex(digits: number): string
}

/** Continues the trace that a client sent as `X-Amzn-Trace-Id`, or begins one. */
export function traceOf(header: string | undefined, source: TraceSource): Trace {
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

/** As the API answers it: keys in lower case (INV-7). */
export function answeredTrace({ root, parent, sampled }: Trace): string {
  return `root=${root};parent=${parent};sampled=${sampled}`
}

/** As functions and queues get it. */
export function carriedTrace({ root, parent, sampled, lineage }: Trace): string {
  const carried = `Root=${root};Parent=${parent};Sampled=${sampled}`
  return lineage === undefined ? carried : `${carried};Lineage=${lineage}`
}
