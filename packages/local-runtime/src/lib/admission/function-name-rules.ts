import type { ModelRule } from './model-rules.ts'

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
export const declaredNameRule: ModelRule = { maxLength: 64, pattern: '[a-zA-Z0-9-_]+' }
