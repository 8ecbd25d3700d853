import { ConfigError } from './config-error.ts'

/** How long to go on while a new role, policy or target is not seen yet (CFG-18). */
export interface RoleWait {
  /** Calls in all, the first included; default 6. */
  readonly maxAttempts?: number
  /** Before the second call; doubles each time. Default 1,000. */
  readonly firstDelayMs?: number
  /** Default 10,000. */
  readonly maxDelayMs?: number
  /** Waits; default is a timer. Tests give one that does not. */
  readonly wait?: (delayMs: number) => Promise<void>
}

const timer = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs))

/** Calls again, with growing pauses, as long as the error may pass with time; the last error is the one that is thrown. */
export async function withRoleWait<Answer>(
  roleWait: RoleWait | undefined,
  call: () => Promise<Answer>,
): Promise<Answer> {
  if (roleWait === undefined) return call()
  const { maxAttempts = 6, firstDelayMs = 1_000, maxDelayMs = 10_000, wait = timer } = roleWait
  for (let made = 1; ; made += 1) {
    try {
      return await call()
    } catch (error) {
      const mayPass = error instanceof ConfigError && error.hint?.mayPassWithTime === true
      if (!mayPass || made >= maxAttempts) throw error
      await wait(Math.min(maxDelayMs, firstDelayMs * 2 ** (made - 1)))
    }
  }
}
