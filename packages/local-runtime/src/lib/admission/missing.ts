import type { Refusal } from '@async-invoke/schemas'
import { createRefusal } from '@async-invoke/schemas/internal'

const code = 'ResourceNotFoundException'

/** Most operations on a function, version or alias that is not there; the ARN has a qualifier where it was asked for. */
export function functionNotFound(arn: string): Refusal {
  return createRefusal('missing', code, 'functionName', arn, `Function not found: ${arn}`)
}

/** Put, Update and List of asynchronous settings where there is no such function, version or alias (CFG-12c). */
export const doesNotExist: Refusal = createRefusal('CFG-12c', code, 'functionName', '', "The function doesn't exist.")
