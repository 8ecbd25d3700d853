import type { Refusal } from '@async-invoke/schemas'
import { createRefusal } from '@async-invoke/schemas/internal'
import { checkMember, type ModelRule } from './model-rules.ts'

/** Maximum length of the name alone, without ARN and qualifier. */
const maxNameLength = 64
const unqualified =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)'

/** For operations that change a function or its aliases: shorter than elsewhere, and without dots. */
export const functionNameRule: ModelRule = {
  maxLength: 140,
  pattern: `${unqualified}(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
}

/** For operations that accept neither a version nor an alias. */
export const unqualifiedNameRule: ModelRule = { maxLength: 140, pattern: unqualified }

/** For declared functions: the name alone, without ARN and qualifier. */
export const declaredNameRule: ModelRule = { maxLength: maxNameLength, pattern: '[a-zA-Z0-9-_]+' }

/** Checks the length of a new function's name. The model accepts longer ones; the service refuses them with its own code. */
export function checkNewName(functionName: string): readonly Refusal[] {
  return checkMember('functionName', functionName, { maxLength: maxNameLength }).map(({ rule, path, value, message }) =>
    createRefusal(rule, 'InvalidParameterValueException', path, value, `1 validation error detected: ${message}`),
  )
}
