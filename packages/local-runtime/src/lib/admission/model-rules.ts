import type { Refusal } from '@async-invoke/schemas'
import { createModelRefusal, createRefusal } from '@async-invoke/schemas/internal'

/** Constraints of the service model on one member of a request. */
export interface ModelRule {
  readonly required?: boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  /** Must match the whole value; written as the model's message prints it. */
  readonly pattern?: string
  readonly values?: readonly string[]
}

/**
 * Checks one member against the model.
 *
 * @param path - as the service spells it: with a lower-case first letter
 */
export function checkMember(path: string, value: string | number | undefined, rule: ModelRule): readonly Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (constraint: string): void => {
    refusals.push(createModelRefusal('2.3', path, String(value), constraint))
  }
  const { minimum, maximum, minLength, maxLength, pattern, values } = rule
  if (value === undefined) {
    if (rule.required !== true) return []
    const message = `Value null at '${path}' failed to satisfy constraint: Member must not be null`
    return [createRefusal('2.3', 'ValidationException', path, 'null', message)]
  }
  if (minimum !== undefined && !(Number(value) >= minimum))
    refuse(`Member must have value greater than or equal to ${minimum}`)
  if (maximum !== undefined && Number(value) > maximum)
    refuse(`Member must have value less than or equal to ${maximum}`)
  if (minLength !== undefined && String(value).length < minLength)
    refuse(`Member must have length greater than or equal to ${minLength}`)
  if (maxLength !== undefined && String(value).length > maxLength)
    refuse(`Member must have length less than or equal to ${maxLength}`)
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(String(value)))
    refuse(`Member must satisfy regular expression pattern: ${pattern}`)
  if (values !== undefined && !values.includes(String(value)))
    refuse(`Member must satisfy enum value set: [${values.join(', ')}]`)
  return refusals
}

/** Checks the number of a list's elements against the model. */
export function checkLength(
  path: string,
  list: readonly string[] | undefined,
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Pick<ModelRule, 'minLength' | 'maxLength'>,
): readonly Refusal[] {
  if (list === undefined || (list.length >= minLength && list.length <= maxLength)) return []
  const bound = list.length < minLength ? `greater than or equal to ${minLength}` : `less than or equal to ${maxLength}`
  return [createModelRefusal('2.3', path, `[${list.join(', ')}]`, `Member must have length ${bound}`)]
}

/** Returns the refusals of the first check that has any: the service stops there. */
export function firstRefused(checks: readonly (readonly Refusal[])[]): readonly Refusal[] {
  return checks.find((refusals) => refusals.length > 0) ?? []
}
