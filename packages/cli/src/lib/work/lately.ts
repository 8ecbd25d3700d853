/** A failure may be over in a moment. */
const failedMs = 1_000

/**
 * Remembers the answer to a question for a while. Those who ask meanwhile share it, and so do those who ask while it is on its
 * way. A failure is remembered for a second at most.
 *
 * @param freshMs - time for which an answer counts, in milliseconds
 */
export function lately<Answer>(freshMs: number, ask: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined
  let validUntilMs = 0
  return () => {
    if (answer !== undefined && performance.now() < validUntilMs) return answer
    validUntilMs = Number.POSITIVE_INFINITY
    answer = ask()
    const remember = (ms: number): void => {
      validUntilMs = performance.now() + ms
    }
    answer.then(
      () => remember(freshMs),
      () => remember(Math.min(failedMs, freshMs)),
    )
    return answer
  }
}
