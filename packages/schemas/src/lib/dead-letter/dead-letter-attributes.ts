import { deadLetterAttributesJsonSchema } from '../../generated/dead-letter-attributes.schema.ts'
import { deadLetterAttributesErrors } from '../../generated/dead-letter-attributes.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'
import { type StandardDocument, standardDocument } from '../document/standard-schema.ts'

/** One attribute in the spelling of its carrier (section 9): the trap is the casing. */
export type DeadLetterAttribute<Type extends string = string> =
  /** SQS ReceiveMessage, SNS raw delivery. */
  | { StringValue: string; DataType: Type }
  /** Lambda's SQS event. */
  | { stringValue: string; dataType: Type }
  /** Lambda's SNS event, and the text that SNS wraps. */
  | { Value: string; Type: Type }

/**
 * The message attributes of a dead-letter message, as any carrier delivers them. The body beside them is the original
 * event (DLQ-1).
 *
 * Source: Lambda Developer Guide, "Asynchronous invocation"; the spellings are observed.
 *
 * @example
 * {
 *   RequestID: { stringValue: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21', dataType: 'String' },
 *   ErrorCode: { stringValue: '200', dataType: 'Number' },
 *   ErrorMessage: { stringValue: 'Order A-1002 has no items', dataType: 'String' },
 * }
 */
export interface DeadLetterAttributes {
  /** Request id of the 202; spelled `RequestID`, never `RequestId` (DLQ-3). */
  RequestID: DeadLetterAttribute<'String'>
  /** 200 function error, 404 target gone, 429 throttled to expiry; missing for zero reserved concurrency. */
  ErrorCode?: DeadLetterAttribute<'Number'>
  /** Cut to 1024 bytes of UTF-8, a split character ending as U+FFFD (DLQ-4). */
  ErrorMessage: DeadLetterAttribute<'String'>
}

/** Lists what is wrong with `value`; empty means that it is {@link DeadLetterAttributes}. Never throws. */
export function checkDeadLetterAttributes(value: unknown): readonly Issue[] {
  return issuesOf(deadLetterAttributesErrors, value)
}

/** Whether `value` is {@link DeadLetterAttributes}; messages may carry other attributes beside them. */
export function isDeadLetterAttributes(value: unknown): value is DeadLetterAttributes {
  return checkDeadLetterAttributes(value).length === 0
}

/**
 * Reads dead-letter attributes from a value or its JSON text. For plain strings instead of the carrier's spelling give
 * the whole message to `readOutcome`.
 *
 * Throws {@link DocumentError} with `code` `not-json` or `invalid-document`, the latter with `issues`.
 *
 * @example parseDeadLetterAttributes(message.MessageAttributes).ErrorCode // { StringValue: '200', DataType: 'Number' }
 */
export function parseDeadLetterAttributes(input: unknown): DeadLetterAttributes {
  return parseDocument<DeadLetterAttributes>('DeadLetterAttributes', input, checkDeadLetterAttributes)
}

/** The attributes as a Standard Schema: `StandardSchemaV1` and `StandardJSONSchemaV1` on one object. */
export const DeadLetterAttributes: StandardDocument<DeadLetterAttributes> = /* @__PURE__ */ standardDocument(
  checkDeadLetterAttributes,
  deadLetterAttributesJsonSchema,
)
