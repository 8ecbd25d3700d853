import { createContext, Script } from 'node:vm'

// Nothing but Node.js's own watchdog can end a loop that does not yield, and it watches scripts only. A context is
// expensive, so all work shares one; it holds nothing but the work.
const script = new Script('work()')
const context: { work?: () => void } = createContext({})

/** Thrown when the time is up. */
export class TimeUp extends Error {
  override readonly name = 'TimeUp'
}

/**
 * Runs `work` and returns its result, unless it takes too long: then it is cut off where it stands, in the middle of a
 * regular expression too. `work` has to be synchronous.
 *
 * @param limitMs - milliseconds of wall time, at least 1
 * @throws {@link TimeUp}, and whatever `work` throws
 */
export function withinTime<Result>(limitMs: number, work: () => Result): Result {
  let result: { readonly value: Result } | { readonly error: unknown } | undefined
  context.work = () => {
    try {
      result = { value: work() }
    } catch (error) {
      result = { error }
    }
  }
  try {
    script.runInContext(context, { timeout: limitMs })
  } catch (cause) {
    // The work keeps its own errors, so this is the watchdog's.
    throw new TimeUp(`took longer than ${limitMs} ms`, { cause })
  } finally {
    delete context.work
  }
  if (result === undefined) throw new TimeUp('did not run')
  if ('error' in result) throw result.error
  return result.value
}
