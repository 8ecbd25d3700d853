/** A fault with the same text is printed again only after this time, with the number of times it happened meanwhile. */
const quietMs = 60_000

/** Texts whose repetitions are counted; beyond them, counting starts again. */
const maxTexts = 1_000

/**
 * Creates the default `onFault`: prints each fault to stderr, once a minute when it repeats, since a full disk fails every
 * request in the same way. Errors with a code are conditions of the machine and fit on one line; others are faults of
 * the program and come with their stack.
 *
 * @example
 * const onFault = createFaultPrinter(console.error, () => performance.now())
 */
export function createFaultPrinter(write: (text: string) => void, nowMs: () => number): (fault: unknown) => void {
  const printed = new Map<string, { atMs: number; repeated: number }>()
  return (fault) => {
    const text = describeFault(fault)
    const earlier = printed.get(text)
    const atMs = nowMs()
    if (earlier !== undefined && atMs - earlier.atMs < quietMs) {
      earlier.repeated += 1
      return
    }
    const times =
      earlier === undefined || earlier.repeated === 0 ? '' : ` (and ${earlier.repeated} more since the last)`
    write(`async-invoke: ${text}${times}`)
    if (printed.size === maxTexts) printed.clear()
    printed.set(text, { atMs, repeated: 0 })
  }
}

function describeFault(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault)
  return 'code' in fault ? fault.message : (fault.stack ?? fault.message)
}
