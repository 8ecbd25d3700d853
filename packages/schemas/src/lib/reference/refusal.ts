import { helpUrlOf } from './help-url.ts'

/** Codes that Lambda's admission answers with, as far as its rules can be checked without the service. */
export type RefusalCode = 'ValidationException' | 'InvalidParameterValueException' | 'ResourceNotFoundException'

/**
 * One rule of Lambda's admission that a request breaks.
 *
 * Shape: `rule` is a stable handle (`CFG-14e`), `path` the member as the service spells it, `value` what was sent,
 * shortened, `message` the service's own sentence, `helpUrl` a page about the rule, which never goes out on the wire.
 * For a `ValidationException` it is the part about this member; the whole text of an answer, which counts and joins
 * them, is {@link formatRefusals}.
 */
export interface Refusal {
  readonly rule: string
  readonly code: RefusalCode
  readonly path: string
  readonly value: string
  readonly message: string
  readonly helpUrl: string
}

/**
 * A member that breaks its model constraint; the service reports all of these in one answer.
 *
 * @example createModelRefusal('CFG-14e', 'maximumRetryAttempts', '3', 'Member must have value less than or equal to 2')
 */
export function createModelRefusal(rule: string, path: string, value: string, constraint: string): Refusal {
  const message = `Value '${value}' at '${path}' failed to satisfy constraint: ${constraint}`
  return createRefusal(rule, 'ValidationException', path, value, message)
}

/**
 * A rule beyond the model that is broken; of several the service answers with the first. `value` is shortened.
 *
 * @example createRefusal('CFG-12c', 'ResourceNotFoundException', 'functionName', 'orders', "The function doesn't exist.")
 */
export function createRefusal(rule: string, code: RefusalCode, path: string, value: string, message: string): Refusal {
  return { rule, code, path, value: shortened(value), message, helpUrl: helpUrlOf(rule) }
}

export function mustMatch(pattern: string): string {
  return `Member must satisfy regular expression pattern: ${pattern}`
}

export function lengthAtMost(length: number): string {
  return `Member must have length less than or equal to ${length}`
}

/**
 * The text that the service answers when a request breaks these rules: model violations together in one sentence,
 * of the others the first.
 *
 * Throws {@link RangeError} for an empty list (a caller's bug).
 *
 * @example formatRefusals(checkEventInvokeConfigModel({ MaximumRetryAttempts: 3 }))
 * // "1 validation error detected: Value '3' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2"
 */
export function formatRefusals(refusals: readonly Refusal[]): string {
  const first = refusals[0]
  if (first === undefined) throw new RangeError('there is no refusal to put into words')
  const model = refusals.filter(({ code }) => code === 'ValidationException')
  if (model.length === 0) return first.message
  const count = model.length === 1 ? '1 validation error' : `${model.length} validation errors`
  return `${count} detected: ${model.map(({ message }) => message).join('; ')}`
}

function shortened(value: string): string {
  return value.length <= 100 ? value : `${value.slice(0, 97)}...`
}
