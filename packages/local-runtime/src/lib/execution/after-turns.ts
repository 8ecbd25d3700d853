import { setImmediate } from 'node:timers'

/** Does something some turns of the event loop later: what has arrived before is read in the first of them. */
export function afterTurns(turns: number, act: () => void): void {
  setImmediate(turns === 1 ? act : () => afterTurns(turns - 1, act))
}
