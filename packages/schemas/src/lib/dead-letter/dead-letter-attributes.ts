import { deadLetterAttributesJsonSchema } from '../../generated/dead-letter-attributes.schema.ts'
import { deadLetterAttributesErrors } from '../../generated/dead-letter-attributes.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'

/** One attribute as its envelope spells it; the three spellings differ in names and casing (section 9). */
export type DeadLetterAttribute<Type extends string = string> =
  /** SQS `ReceiveMessage`, SNS raw delivery. */
  | { StringValue: string; DataType: Type }
  /** Lambda's SQS event. */
  | { stringValue: string; dataType: Type }
  /** Lambda's SNS event, SNS notification. */
  | { Value: string; Type: Type }

/**
 * The message attributes of a dead letter, in the spelling of any envelope. The body of the message is the original
 * event (DLQ-1). The spellings are observed.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 * @example
 * ```ts
 * {
 *   RequestID: { stringValue: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21', dataType: 'String' },
 *   ErrorCode: { stringValue: '200', dataType: 'Number' },
 *   ErrorMessage: { stringValue: 'Order A-1002 has no items', dataType: 'String' },
 * }
 * ```
 */
export interface DeadLetterAttributes {
  /** Request id of the 202; spelled `RequestID`, never `RequestId` (DLQ-3). */
  RequestID: DeadLetterAttribute<'String'>
  /** 200: function error, 404: function gone, 429: throttled until expiry. Missing for zero reserved concurrency. */
  ErrorCode?: DeadLetterAttribute<'Number'>
  /** Cut to 1,024 bytes of UTF-8; a split character becomes U+FFFD (DLQ-4). */
  ErrorMessage: DeadLetterAttribute<'String'>
}

/** Lists what is wrong with `value`; empty if it is {@link DeadLetterAttributes}. Never throws. */
export function checkDeadLetterAttributes(value: unknown): readonly Issue[] {
  return issuesOf(deadLetterAttributesErrors, value)
}

/** True if `value` is {@link DeadLetterAttributes}. Other attributes may be present. */
export function isDeadLetterAttributes(value: unknown): value is DeadLetterAttributes {
  return checkDeadLetterAttributes(value).length === 0
}

/**
 * Parses dead-letter attributes. To get plain values in one spelling, pass the whole message to `readOutcome` instead.
 *
 * @param input - a JSON string, or a value that is already parsed
 * @throws {@link DocumentError} with code `not-json`, or `invalid-document` and its `issues`.
 * @example
 * ```ts
 * parseDeadLetterAttributes(message.MessageAttributes).ErrorCode // { StringValue: '200', DataType: 'Number' }
 * ```
 */
export function parseDeadLetterAttributes(input: unknown): DeadLetterAttributes {
  return parseDocument<DeadLetterAttributes>('DeadLetterAttributes', input, checkDeadLetterAttributes)
}

/** Standard Schema of dead-letter attributes. */
export const DeadLetterAttributes: StandardDocument<DeadLetterAttributes> = /* @__PURE__ */ standardDocument(
  checkDeadLetterAttributes,
  deadLetterAttributesJsonSchema,
)
