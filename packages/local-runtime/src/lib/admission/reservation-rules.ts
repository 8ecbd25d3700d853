import type { Refusal } from '@async-invoke/schemas'
import { createRefusal } from '@async-invoke/schemas/internal'

/**
 * Concurrency that must remain for functions without a reservation.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
const minUnreserved = 100

/**
 * Refuses a reservation that leaves too little of the account's concurrency (FNC-7).
 *
 * @param reserved - total reservation of all other functions
 */
export function checkReservation(requested: number, reserved: number, accountConcurrency: number): readonly Refusal[] {
  const minimum = Math.min(minUnreserved, accountConcurrency)
  if (requested === 0 || accountConcurrency - reserved - requested >= minimum) return []
  const message = `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`
  const path = 'reservedConcurrentExecutions'
  return [createRefusal('FNC-7', 'InvalidParameterValueException', path, String(requested), message)]
}
