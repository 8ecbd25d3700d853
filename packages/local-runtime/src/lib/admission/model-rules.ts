import type { Refusal } from '@async-invoke/schemas'
import { createModelRefusal, createRefusal } from '@async-invoke/schemas/internal'

/** What the service's model asks of one member of a request. */
export interface ModelRule {
  readonly required?: boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  /** Whole string, as the model prints it. */
  readonly pattern?: string
  readonly values?: readonly string[]
}

/** What the model says against one member; `path` as the service spells it, its first letter in lower case. */
export function checkMember(path: string, value: string | number | undefined, rule: ModelRule): readonly Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (constraint: string): void => {
    refusals.push(createModelRefusal('2.3', path, String(value), constraint))
  }
  const { minimum, maximum, maxLength, pattern, values } = rule
  if (value === undefined) {
    if (rule.required !== true) return []
    const message = `Value null at '${path}' failed to satisfy constraint: Member must not be null`
    return [createRefusal('2.3', 'ValidationException', path, 'null', message)]
  }
  if (minimum !== undefined && !(Number(value) >= minimum))
    refuse(`Member must have value greater than or equal to ${minimum}`)
  if (maximum !== undefined && Number(value) > maximum)
    refuse(`Member must have value less than or equal to ${maximum}`)
  if (maxLength !== undefined && String(value).length > maxLength)
    refuse(`Member must have length less than or equal to ${maxLength}`)
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(String(value)))
    refuse(`Member must satisfy regular expression pattern: ${pattern}`)
  if (values !== undefined && !values.includes(String(value)))
    refuse(`Member must satisfy enum value set: [${values.join(', ')}]`)
  return refusals
}

/** The first of several tests that refuses something: the service answers with it and does not come to the next. */
export function firstRefused(tests: readonly (readonly Refusal[])[]): readonly Refusal[] {
  return tests.find((refusals) => refusals.length > 0) ?? []
}
