import type { AbortSignalLike } from './handle-options.ts'

/** Options of {@link runGroups}. */
export interface RunOptions {
  /** Groups that run at the same time. */
  readonly maxConcurrency: number
  readonly signal: AbortSignalLike | undefined
  /** Called for each position that failed, and awaited. It must not reject. */
  readonly report: (position: number, error: unknown) => Promise<void>
}

/**
 * Runs every position of every group, in order within a group. A position that fails ends its group.
 *
 * @returns for each position whether it is not done: it failed, it was after a failure in its group, or the signal was
 * aborted before it ended.
 */
export async function runGroups(
  groups: readonly (readonly number[])[],
  run: (position: number) => Promise<void>,
  { maxConcurrency, signal, report }: RunOptions,
): Promise<readonly boolean[]> {
  const undone: boolean[] = []
  for (const group of groups) for (const position of group) undone[position] = true
  const abortion = abortionOf(signal)
  const pending = groups.values()
  const work = async (): Promise<void> => {
    for (const group of pending)
      for (const position of group) {
        if (signal?.aborted) return
        try {
          await Promise.race([run(position), ...abortion.promises])
          undone[position] = false
        } catch (error) {
          await report(position, error)
          break
        }
      }
  }
  await Promise.all(Array.from({ length: Math.min(maxConcurrency, groups.length) }, work))
  abortion.forget()
  return undone
}

/** A promise that rejects when the signal is aborted; none without a signal. */
function abortionOf(signal: AbortSignalLike | undefined): {
  readonly promises: readonly Promise<never>[]
  readonly forget: () => void
} {
  if (signal === undefined) return { promises: [], forget: () => {} }
  let abort = (): void => {}
  const promise = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason)
  })
  // It may reject while nothing runs.
  promise.catch(() => {})
  signal.addEventListener('abort', abort)
  return { promises: [promise], forget: () => signal.removeEventListener('abort', abort) }
}
