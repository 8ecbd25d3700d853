import { setImmediate } from 'node:timers/promises'

/** Resolves when every promise that can go on without time passing has gone on. */
export function drained(): Promise<void> {
  return setImmediate()
}
