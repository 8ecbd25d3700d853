import { setTimeout as wait } from 'node:timers/promises'

/** Limits of a run. */
export interface Limits {
  readonly concurrency: number
  /** Milliseconds from one start to the next, at least. */
  readonly intervalMs: number
  /** Ends the run: nothing further is started. */
  readonly signal: AbortSignal
}

/**
 * Runs `work` for each item, several at a time. What has started is finished, also where the signal aborts or work fails.
 *
 * @throws the first error of `work`
 */
export async function runConcurrently<Item>(
  items: AsyncIterable<Item>,
  { concurrency, intervalMs, signal }: Limits,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>()
  const errors: unknown[] = []
  let nextAtMs = 0
  for await (const item of items) {
    if (signal.aborted || errors.length > 0) break
    const delayMs = nextAtMs - performance.now()
    // An interruption while it waits is no error: the loop ends.
    if (delayMs > 0) await wait(delayMs, undefined, { signal }).catch(() => {})
    if (signal.aborted) break
    nextAtMs = Math.max(nextAtMs, performance.now()) + intervalMs
    const task = work(item)
      .catch((error: unknown) => void errors.push(error))
      .finally(() => running.delete(task))
    running.add(task)
    if (running.size >= concurrency) await Promise.race(running)
  }
  await Promise.all(running)
  if (errors.length > 0) throw errors[0]
}
