/** Why a run may not start, in the words of the API's `Reason`. */
export type ThrottleReason = 'ReservedFunctionConcurrentInvocationLimitExceeded' | 'ConcurrentInvocationLimitExceeded'

/** Takes back a place. */
export type Leave = () => void

/**
 * The places that runs may take, synchronous and asynchronous ones alike: a function's reserved concurrency, all its
 * versions together, and for functions without one what the account has left (FNC-7 to FNC-9).
 */
export class ConcurrencyLimits {
  readonly #account: number
  /** All reservations together, at this moment. */
  readonly #reserved: () => number
  readonly #running = new Map<string, number>()
  #unreserved = 0

  constructor(account: number, reserved: () => number) {
    this.#account = account
    this.#reserved = reserved
  }

  enter(functionName: string, reservation: number | undefined): Leave | ThrottleReason {
    const running = this.#running.get(functionName) ?? 0
    if (reservation !== undefined && running >= reservation) return 'ReservedFunctionConcurrentInvocationLimitExceeded'
    const pooled = reservation === undefined
    if (pooled && this.#unreserved >= this.#account - this.#reserved()) return 'ConcurrentInvocationLimitExceeded'
    this.#running.set(functionName, running + 1)
    if (pooled) this.#unreserved += 1
    return () => {
      const left = (this.#running.get(functionName) ?? 1) - 1
      if (left > 0) this.#running.set(functionName, left)
      else this.#running.delete(functionName)
      if (pooled) this.#unreserved -= 1
    }
  }
}
