import { deadLetterConfigJsonSchema } from '../../generated/dead-letter-config.schema.ts'
import { deadLetterConfigErrors } from '../../generated/dead-letter-config.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'

/**
 * `DeadLetterConfig` of a function. In an update a missing target keeps and the empty text removes it (FNC-2).
 *
 * Source: Lambda API reference, DeadLetterConfig.
 *
 * @example { TargetArn: 'arn:aws:sqs:us-east-1:123456789012:order-dlq' }
 */
export interface DeadLetterConfig {
  /** ARN of a standard SQS queue or SNS topic in the function's region. */
  TargetArn?: string
}

/** Lists what is wrong with `value`; empty means that it is a {@link DeadLetterConfig}. Never throws. */
export function checkDeadLetterConfig(value: unknown): readonly Issue[] {
  return issuesOf(deadLetterConfigErrors, value)
}

/** Whether `value` is a {@link DeadLetterConfig}. */
export function isDeadLetterConfig(value: unknown): value is DeadLetterConfig {
  return checkDeadLetterConfig(value).length === 0
}

/**
 * Reads a `DeadLetterConfig` from its JSON text or from a value.
 *
 * Throws {@link DocumentError} with `code` `not-json` or `invalid-document`, the latter with `issues`.
 *
 * @example parseDeadLetterConfig('{"TargetArn":""}') // { TargetArn: '' }
 */
export function parseDeadLetterConfig(input: unknown): DeadLetterConfig {
  return parseDocument<DeadLetterConfig>('DeadLetterConfig', input, checkDeadLetterConfig)
}

/** The setting as a Standard Schema: `StandardSchemaV1` and `StandardJSONSchemaV1` on one object. */
export const DeadLetterConfig: StandardDocument<DeadLetterConfig> = /* @__PURE__ */ standardDocument(
  checkDeadLetterConfig,
  deadLetterConfigJsonSchema,
)
