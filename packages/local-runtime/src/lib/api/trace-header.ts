/** The trace of one invocation: its root goes from the caller to every attempt and on to the destination (TRC-1). */
export interface Trace {
  readonly root: string
  readonly parent: string
  readonly sampled: '0' | '1'
}

export interface TraceSource {
  readonly nowMs: number
  /** Random hexadecimal digits. */
  hex(digits: number): string
}

/** Continues the trace that a client sent as `X-Amzn-Trace-Id`, or begins one. */
export function traceOf(header: string | undefined, { nowMs, hex }: TraceSource): Trace {
  const parts = new Map(
    (header ?? '').split(';').map((part) => {
      const [key = '', value = ''] = part.split('=')
      return [key.trim().toLowerCase(), value.trim()] as const
    }),
  )
  const begun = `1-${Math.floor(nowMs / 1_000)
    .toString(16)
    .padStart(8, '0')}-${hex(24)}`
  const root = parts.get('root') ?? ''
  return {
    root: /^1-[0-9a-f]{8}-[0-9a-f]{24}$/.test(root) ? root : begun,
    parent: hex(16),
    sampled: parts.get('sampled') === '1' ? '1' : '0',
  }
}

/** As the API answers it: keys in lower case (INV-7). */
export function answeredTrace({ root, parent, sampled }: Trace): string {
  return `root=${root};parent=${parent};sampled=${sampled}`
}

/** As functions and queues get it. */
export function carriedTrace({ root, parent, sampled }: Trace): string {
  return `Root=${root};Parent=${parent};Sampled=${sampled}`
}
