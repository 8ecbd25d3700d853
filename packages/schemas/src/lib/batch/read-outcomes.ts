import { DocumentError } from '../document/document-error.ts'
import { issue } from '../document/issue.ts'
import type { Outcome } from '../outcome/outcome.ts'
import { readItem } from '../outcome/read-outcome.ts'
import { type Batch, batchOf } from './batch-item.ts'

/** The outcomes of a batch, and the part of a Lambda response that returns unrecognised items to their source. */
export interface OutcomesOfEvent {
  /** One for each item, in the order of the batch. */
  readonly outcomes: readonly Outcome[]
  /**
   * The items that are `unrecognised`. Return them as `{ batchItemFailures }`, together with those that your own code
   * fails on, and a queue, a stream or a pipe keeps only these. Empty where no response is read: SNS, direct
   * invocations, `ReceiveMessage`, text.
   */
  batchItemFailures: { itemIdentifier: string }[]
}

/**
 * Reads every item of a batch. A bad item does not affect the others.
 *
 * @param input - a Lambda event (`Records`, or `records` of Kafka and Firehose), the array of items that EventBridge
 * Pipes passes, even for a single one (CON-11), the response of `ReceiveMessage` (`Messages`; an empty poll has no
 * outcomes), an HTTP request, an S3 object, the response of `Invoke`, or text or bytes: the JSON of any of these, or
 * several documents, on a line each or one after the other. Anything else counts as a batch of one.
 * @throws {@link DocumentError} with code `unidentified-item` if an item from a poller is not recognised and has no id.
 * The poller would delete it; after an exception it keeps the whole batch. Nothing else throws.
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
export function readOutcomes(input: unknown): OutcomesOfEvent {
  const batch = batchOf(input)
  const outcomes = batch.items.map(({ value, origin, text }) => readItem(value, origin, text))
  return { outcomes, batchItemFailures: failuresIn(batch, outcomes) }
}

function failuresIn({ polledAt }: Batch, outcomes: readonly Outcome[]): { itemIdentifier: string }[] {
  return outcomes.flatMap(({ kind, itemIdentifier }, index) => {
    if (kind !== 'unrecognised') return []
    if (itemIdentifier !== undefined) return [{ itemIdentifier }]
    if (polledAt === undefined) return []
    const unidentified = issue(`${polledAt}/${index}`, 'required', 'is not recognised and has no id')
    const message = `${unidentified.path} ${unidentified.message}: a batch response could not return it to its source`
    throw new DocumentError('unidentified-item', message, [unidentified])
  })
}
