import { formatRefusals, type Refusal } from '@async-invoke/schemas/function-reference'
import { LambdaError } from './lambda-error.ts'

/** Rules whose refusals have no `Type` in the body, unlike others with the same code (2.3). */
const withoutType: ReadonlySet<string> = new Set(['FNC-7', 'FNC-23'])

/**
 * Throws if there is anything to refuse.
 *
 * @throws {@link LambdaError} with the service's code and message
 */
export function refuse(refusals: readonly Refusal[]): void {
  const [first, ...others] = refusals
  if (first !== undefined) throwRefusals(first, ...others)
}

/** Turns refusals into the error response. No other function does. */
export function throwRefusals(first: Refusal, ...others: readonly Refusal[]): never {
  const options = withoutType.has(first.rule) ? { type: 'absent' } : {}
  throw new LambdaError(first.code, formatRefusals([first, ...others]), options)
}
