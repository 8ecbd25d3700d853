import { deadLetterConfigJsonSchema } from '../../generated/dead-letter-config.schema.ts'
import { deadLetterConfigErrors } from '../../generated/dead-letter-config.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'

/**
 * The `DeadLetterConfig` of a function. In an update, a missing target keeps the stored one and an empty string removes
 * it (FNC-2).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_DeadLetterConfig.html
 * @example
 * ```ts
 * { TargetArn: 'arn:aws:sqs:us-east-1:123456789012:order-dlq' }
 * ```
 */
export interface DeadLetterConfig {
  /** ARN of a standard SQS queue or SNS topic in the function's region. */
  TargetArn?: string
}

/** Lists what is wrong with `value`; empty if it is a {@link DeadLetterConfig}. Never throws. */
export function checkDeadLetterConfig(value: unknown): readonly Issue[] {
  return issuesOf(deadLetterConfigErrors, value)
}

/** True if `value` is a {@link DeadLetterConfig}. */
export function isDeadLetterConfig(value: unknown): value is DeadLetterConfig {
  return checkDeadLetterConfig(value).length === 0
}

/**
 * Parses a `DeadLetterConfig`.
 *
 * @param input - a JSON string, or a value that is already parsed
 * @throws {@link DocumentError} with code `not-json`, or `invalid-document` and its `issues`.
 * @example
 * ```ts
 * parseDeadLetterConfig('{"TargetArn":""}') // { TargetArn: '' }
 * ```
 */
export function parseDeadLetterConfig(input: unknown): DeadLetterConfig {
  return parseDocument<DeadLetterConfig>('DeadLetterConfig', input, checkDeadLetterConfig)
}

/** Standard Schema of a `DeadLetterConfig`. */
export const DeadLetterConfig: StandardDocument<DeadLetterConfig> = /* @__PURE__ */ standardDocument(
  checkDeadLetterConfig,
  deadLetterConfigJsonSchema,
)
