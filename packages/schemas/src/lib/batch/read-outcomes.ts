import { readItem } from '../outcome/read-outcome.ts'
import type { PayloadSchemas } from '../record/compose-invocation-record.ts'
import { batchOf } from './batch-item.ts'
import { failuresIn, isUnread } from './batch-response.ts'
import { checkSchemas, type TypedOutcome, withTypedPayloads } from './typed-payloads.ts'

/** The outcomes of a batch, and the part of a Lambda response that returns unrecognised items to their source. */
export interface OutcomesOfEvent<Schemas extends PayloadSchemas = PayloadSchemas> {
  /** One for each item, in the order of the batch. */
  readonly outcomes: readonly TypedOutcome<Schemas>[]
  /**
   * The items that are `unrecognised` or a `payload-mismatch`. Return them as `{ batchItemFailures }`, together with those
   * that your own code fails on, and a queue, a stream or a pipe keeps only these. Empty where no response is read: SNS,
   * direct invocations, `ReceiveMessage`, text.
   */
  batchItemFailures: { itemIdentifier: string }[]
}

/**
 * Reads every item of a batch. A bad item does not affect the others.
 *
 * @param input - a Lambda event (`Records`, or `records` of Kafka and Firehose), the array of items that EventBridge
 * Pipes passes, even for a single one (CON-11), the response of `ReceiveMessage` (`Messages`; an empty poll has no
 * outcomes), an HTTP request, an S3 object, the response of `Invoke`, the log events of a log group that is a rule's target
 * (`events`, `logEvents`), or text or bytes: the JSON of any of these, or several documents, on a line each or one after
 * the other. Anything else counts as a batch of one.
 * @param schemas - Standard Schemas of the payloads. `record` and `parseBody()` then have their output types; a payload
 * that does not fit makes a `payload-mismatch`. On a failure, `responsePayload` is the error object of the runtime.
 * @throws `TypeError` if a schema is asynchronous, or none at all; {@link DocumentError} with code `unidentified-item` if
 * an item from a poller is not recognised and has no id. The poller would delete it; after an exception it keeps the
 * whole batch. Nothing else throws.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
 * @example
 * ```ts
 * export const handler = async (event) => {
 *   const { outcomes, batchItemFailures } = readOutcomes(event)
 *   for (const outcome of outcomes) console.log(describeOutcome(outcome))
 *   return { batchItemFailures }
 * }
 * ```
 */
export function readOutcomes<const Schemas extends PayloadSchemas = PayloadSchemas>(
  input: unknown,
  schemas?: Schemas,
): OutcomesOfEvent<Schemas> {
  if (schemas !== undefined) checkSchemas(schemas)
  const batch = batchOf(input)
  const outcomes = batch.items.map(({ value, origin, text }) =>
    withTypedPayloads(readItem(value, origin, text), schemas),
  )
  return { outcomes, batchItemFailures: failuresIn(batch, outcomes.map(isUnread)) }
}
