/** A signal that ends with another one, or after a time. */
export interface TimeLimit {
  readonly signal: AbortSignal
  /** Ends the watch. Call it once the work has ended. */
  release(): void
}

/** Limits work to `ms` milliseconds of wall time, and to the life of `parent`. */
export function timeLimit(parent: AbortSignal, ms: number): TimeLimit {
  const controller = new AbortController()
  const follow = (): void => controller.abort(parent.reason)
  const timer = setTimeout(() => controller.abort(new Error(`there was no answer within ${ms} ms`)), ms)
  if (parent.aborted) follow()
  else parent.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer)
      parent.removeEventListener('abort', follow)
    },
  }
}
