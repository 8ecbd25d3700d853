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

/** What provisioned concurrency has to fit into. */
export interface ProvisionedLimits {
  /** Reserved concurrency of the function. */
  readonly reserved: number | undefined
  /** What is provisioned for other qualifiers of the function. */
  readonly others: number
  /** Concurrency of the account that no other function holds. */
  readonly free: number
  readonly accountConcurrency: number
}

/** Refuses provisioned concurrency beyond the function's reservation or the account's concurrency (FNC-26). */
export function checkProvisioned(
  requested: number,
  { reserved, others, free, accountConcurrency }: ProvisionedLimits,
): readonly Refusal[] {
  const path = 'provisionedConcurrentExecutions'
  const refuse = (message: string): readonly Refusal[] => [
    createRefusal('FNC-26', 'InvalidParameterValueException', path, String(requested), message),
  ]
  const total = others + requested
  if (reserved !== undefined)
    return total > reserved
      ? refuse(
          'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
        )
      : []
  if (requested > accountConcurrency)
    return refuse(
      `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${accountConcurrency}].`,
    )
  const minimum = Math.min(minUnreserved, accountConcurrency)
  if (free - total >= minimum) return []
  return refuse(
    `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`,
  )
}
