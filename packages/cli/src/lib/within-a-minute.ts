const minuteMs = 60_000

/**
 * Waits for the code of a user's module, which may never settle: then Node.js would end without a word, or wait for ever.
 *
 * @param subject - of the sentence: `it`, `the result of ...`
 * @throws `Error` after a minute
 */
export async function withinAMinute<Result>(
  subject: string,
  work: Result | PromiseLike<Result>,
): Promise<Awaited<Result>> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${subject} has not settled within a minute`)), minuteMs)
  })
  try {
    return await Promise.race([work, tooLong])
  } finally {
    clearTimeout(timer)
  }
}
