import type { Refusal } from '@async-invoke/schemas'
import { createRefusal } from '@async-invoke/schemas/internal'
import { checkMember, type ModelRule } from './model-rules.ts'

/** A function's longest name; ARNs and qualifiers are not part of it. */
const maxNameLength = 64
const unqualified =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)'

/** A function's name where an operation changes the function or its aliases: shorter than elsewhere, and without dots. */
export const functionNameRule: ModelRule = {
  maxLength: 140,
  pattern: `${unqualified}(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
}

/** The same where no version and no alias can be named. */
export const unqualifiedNameRule: ModelRule = { maxLength: 140, pattern: unqualified }

/** A function's name by itself, as options declare it: neither an ARN nor a qualifier. */
export const declaredNameRule: ModelRule = { maxLength: maxNameLength, pattern: '[a-zA-Z0-9-_]+' }

/** The name of a new function by itself. The model admits a longer one; this sentence has its form under another code. */
export function newNameRefusals(functionName: string): readonly Refusal[] {
  return checkMember('functionName', functionName, { maxLength: maxNameLength }).map(({ rule, path, value, message }) =>
    createRefusal(rule, 'InvalidParameterValueException', path, value, `1 validation error detected: ${message}`),
  )
}
