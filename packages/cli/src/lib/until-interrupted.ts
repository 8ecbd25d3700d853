/**
 * Runs `work` with a signal that Ctrl-C, SIGTERM or a reader of the output that has gone aborts, so that `work` can put
 * everything back and end.
 */
export async function untilInterrupted<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const interrupt = new AbortController()
  const stop = (): void => interrupt.abort()
  process.on('SIGINT', stop).on('SIGTERM', stop)
  process.stdout.on('error', stop)
  try {
    return await work(interrupt.signal)
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    process.stdout.off('error', stop)
  }
}
