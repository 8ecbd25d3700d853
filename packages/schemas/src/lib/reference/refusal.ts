import { helpUrlOf } from './help-url.ts'

/** Error codes of Lambda's admission, as far as its rules can be checked without the service. */
export type RefusalCode = 'ValidationException' | 'InvalidParameterValueException' | 'ResourceNotFoundException'

/** A request that Lambda would refuse, and the rule that it breaks. */
export interface Refusal {
  /** Stable id of the rule, for example `CFG-14e`. */
  readonly rule: string
  readonly code: RefusalCode
  /** The member at fault, in the service's casing. */
  readonly path: string
  /** The refused value, cut to 100 characters. */
  readonly value: string
  /**
   * The service's own message. For a `ValidationException`, only the part about this member: {@link formatRefusals}
   * joins the parts into the whole message.
   */
  readonly message: string
  /** Page about the rule. It never goes out on the wire. */
  readonly helpUrl: string
}

/**
 * Creates the refusal of a member that breaks a constraint of Lambda's model. The service reports all of these in one
 * answer (2.3).
 *
 * @example
 * ```ts
 * createModelRefusal('CFG-14e', 'maximumRetryAttempts', '3', 'Member must have value less than or equal to 2')
 * ```
 */
export function createModelRefusal(rule: string, path: string, value: string, constraint: string): Refusal {
  const message = `Value '${value}' at '${path}' failed to satisfy constraint: ${constraint}`
  return createRefusal(rule, 'ValidationException', path, value, message)
}

/**
 * Creates the refusal of a rule beyond the model. If several are broken, the service answers with the first.
 *
 * @param value - the refused value; shortened in the refusal
 * @example
 * ```ts
 * createRefusal('CFG-12c', 'ResourceNotFoundException', 'functionName', 'orders', "The function doesn't exist.")
 * ```
 */
export function createRefusal(rule: string, code: RefusalCode, path: string, value: string, message: string): Refusal {
  return { rule, code, path, value: shorten(value), message, helpUrl: helpUrlOf(rule) }
}

/** The constraint that the service prints for a pattern (2.3, CFG-14d). */
export function mustMatch(pattern: string): string {
  return `Member must satisfy regular expression pattern: ${pattern}`
}

/** The constraint that the service prints for a maximum length (2.3, CFG-14d). */
export function mustNotExceed(maxLength: number): string {
  return `Member must have length less than or equal to ${maxLength}`
}

/**
 * Formats refusals as the one message that the service answers with: all model violations joined, otherwise the first
 * refusal alone.
 *
 * @throws `RangeError` if the list is empty.
 * @example
 * ```ts
 * formatRefusals(checkEventInvokeConfig({ MaximumRetryAttempts: 3 }, { functionName: 'orders' }))
 * // "1 validation error detected: Value '3' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2"
 * ```
 */
export function formatRefusals(refusals: readonly Refusal[]): string {
  const first = refusals[0]
  if (first === undefined) throw new RangeError('no refusals to format')
  const model = refusals.filter(({ code }) => code === 'ValidationException')
  if (model.length === 0) return first.message
  const count = model.length === 1 ? '1 validation error' : `${model.length} validation errors`
  return `${count} detected: ${model.map(({ message }) => message).join('; ')}`
}

/**
 * Describes the refusals of a declared value for a program's own error: path, value, code and the service's message.
 *
 * @returns one problem; none without refusals
 * @example
 * ```ts
 * describeRefused('config.OnFailure', 'orders', refusals)
 * // ["config.OnFailure is \"orders\": ValidationException: 1 validation error detected: Value 'orders' at …"]
 * ```
 */
export function describeRefused(path: string, value: unknown, refusals: readonly Refusal[]): readonly string[] {
  const [first] = refusals
  if (first === undefined) return []
  const whole = textOf(value)
  const message = formatRefusals(refusals)
  const short = whole.length > maxShown ? message.replaceAll(whole, () => shorten(whole)) : message
  const shown = shorten(typeof value === 'string' ? JSON.stringify(value) : whole)
  // The service prints a value as it is, over several lines if it has them.
  return [onOneLine(`${path} is ${shown}: ${first.code}: ${short}`)]
}

/** Refuses a value of the wrong type by the name of its member. The service's parser has no such value; the words are ours. */
export function createTypeRefusal(
  rule: string,
  path: string,
  value: unknown,
  type: 'a string' | 'a number' | 'an object',
): Refusal {
  return createModelRefusal(rule, path, printed(value), `Member must be ${type}`)
}

/** A value of any type for a message, shortened; never throws. */
export function printed(value: unknown): string {
  return shorten(textOf(value))
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return String(value)
  try {
    return JSON.stringify(value) ?? typeof value
  } catch {
    return 'unreadable'
  }
}

/** UTF-16 code units of a value that a message shows. */
const maxShown = 100

/** Cuts a value for a message to `max` UTF-16 code units, 100 by default, with `...` at the end. */
export function shorten(value: string, max = maxShown): string {
  return value.length <= max ? value : `${value.slice(0, max - 3)}...`
}

/** Puts a space for what would begin another line, or does not show. */
export function onOneLine(text: string): string {
  return text.replaceAll(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ')
}

/** Formats the name of a member for a path, shortened: as it is, or as JSON if it is empty or would not fit on a line. */
export function formatName(name: string): string {
  if (name !== '' && !/\p{C}|\p{Zl}|\p{Zp}/u.test(name)) return shorten(name)
  // JSON leaves these two separators as they are.
  return shorten(JSON.stringify(name).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'))
}
