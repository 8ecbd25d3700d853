import type { Refusal } from '@async-invoke/schemas'
import { createRefusal } from '@async-invoke/schemas/internal'

const code = 'ResourceNotFoundException'

/** Refuses most operations on a function, version or alias that does not exist. */
export function functionNotFound(arn: string): Refusal {
  return createRefusal('2.3', code, 'functionName', arn, `Function not found: ${arn}`)
}

/** Refuses Put, Update and List of event invoke settings if the function, version or alias does not exist (CFG-12c). */
export const doesNotExist: Refusal = createRefusal('CFG-12c', code, 'functionName', '', "The function doesn't exist.")
