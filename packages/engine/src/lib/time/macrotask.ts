import { setImmediate } from 'node:timers/promises'

/** Resolves after every promise that can settle without time passing has settled. */
export function macrotask(): Promise<void> {
  return setImmediate()
}
