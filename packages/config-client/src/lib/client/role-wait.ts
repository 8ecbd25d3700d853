import { ConfigError } from './config-error.ts'

/** How to retry while a new role, policy or target has not propagated (CFG-18). */
export interface RoleWait {
  /**
   * Upper bound of calls, including the first.
   *
   * @defaultValue 6
   */
  readonly maxAttempts?: number
  /**
   * Milliseconds before the second call; every further delay is twice the one before it.
   *
   * @defaultValue 1,000
   */
  readonly firstDelayMs?: number
  /**
   * Upper bound of one delay, in milliseconds.
   *
   * @defaultValue 10,000
   */
  readonly maxDelayMs?: number
  /**
   * Waits; tests pass one that returns at once.
   *
   * @defaultValue a timer
   */
  readonly wait?: (delayMs: number) => Promise<void>
}

/** @throws {@link RangeError} for numbers by which calls would not end, or never wait. */
export function checkRoleWait({ maxAttempts = 1, firstDelayMs = 0, maxDelayMs = 0 }: RoleWait = {}): void {
  if (!Number.isSafeInteger(maxAttempts) || maxAttempts < 1)
    throw new RangeError(`roleWait.maxAttempts must be a whole number of at least 1, not ${maxAttempts}`)
  for (const [name, delayMs] of Object.entries({ firstDelayMs, maxDelayMs }))
    if (!(delayMs >= 0)) throw new RangeError(`roleWait.${name} must be a number of at least 0, not ${delayMs}`)
}

const timer = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs))

/** Retries with back-off as long as the error may pass with time; the last error is thrown. */
export async function withRoleWait<Answer>(
  roleWait: RoleWait | undefined,
  call: () => Promise<Answer>,
): Promise<Answer> {
  if (roleWait === undefined) return call()
  const { maxAttempts = 6, firstDelayMs = 1_000, maxDelayMs = 10_000, wait = timer } = roleWait
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call()
    } catch (error) {
      const mayPass = error instanceof ConfigError && error.hint?.mayPassWithTime === true
      if (!mayPass || attempt >= maxAttempts) throw error
      await wait(Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1)))
    }
  }
}
