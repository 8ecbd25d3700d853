import type { Refusal } from '@async-invoke/schemas'
import { createRefusal } from '@async-invoke/schemas/internal'

/** What Lambda keeps back for functions without reserved concurrency. */
const minimumUnreserved = 100

/** A reservation that leaves too little of the account (FNC-7); `reserved` is what the other functions have. */
export function reservationRefusals(asked: number, reserved: number, accountConcurrency: number): readonly Refusal[] {
  const minimum = Math.min(minimumUnreserved, accountConcurrency)
  // 0 takes nothing from anybody.
  if (asked === 0 || accountConcurrency - reserved - asked >= minimum) return []
  const message = `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`
  const path = 'reservedConcurrentExecutions'
  return [createRefusal('FNC-7', 'InvalidParameterValueException', path, String(asked), message)]
}
