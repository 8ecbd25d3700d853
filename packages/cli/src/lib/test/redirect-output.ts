/**
 * Runs code whose output is not this command's: what it writes to stdout and stderr goes to stderr, or nowhere. A handler runs
 * hundreds of times, and the report is what programs read.
 */
export async function redirectOutput<Result>(isShown: boolean, run: () => Promise<Result>): Promise<Result> {
  const { stdout, stderr } = process
  const writes = [stdout.write, stderr.write] as const
  const show = writes[1].bind(stderr)
  const write = ((text: string | Uint8Array, encoding?: unknown, written?: unknown): boolean => {
    if (isShown) show(text)
    const done = [encoding, written].find((each) => typeof each === 'function')
    if (done !== undefined) process.nextTick(done as () => void)
    return true
  }) as typeof stdout.write
  stdout.write = write
  stderr.write = write
  try {
    return await run()
  } finally {
    ;[stdout.write, stderr.write] = writes
  }
}
