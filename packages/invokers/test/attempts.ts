import type { Attempt, AttemptResult } from '@async-invoke/engine'

/** An attempt of the function `orders`. */
export function attemptOf(payload: unknown, given: Partial<Attempt> = {}): Attempt {
  return {
    requestId: 'event-1',
    reference: { functionName: 'orders' },
    payload: new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    attempt: 2,
    leaseEndsAtMs: () => Date.now() + 30_000,
    signal: new AbortController().signal,
    ...given,
  }
}

/** A result with its payload read. */
export function shown({ payload, ...result }: AttemptResult): object {
  const text = new TextDecoder().decode(payload)
  return text === '' ? result : { ...result, payload: JSON.parse(text) }
}
