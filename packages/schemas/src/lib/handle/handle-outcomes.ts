import { batchOf } from '../batch/batch-item.ts'
import { failuresIn, isUnread } from '../batch/batch-response.ts'
import { withAwaitedPayloads } from '../batch/typed-payloads.ts'
import { invalidDocument } from '../document/document-error.ts'
import type { AnyStandardSchema } from '../document/standard-schema.ts'
import type { Outcome } from '../outcome/outcome.ts'
import { readItem } from '../outcome/read-outcome.ts'
import { checkedOptions, type HandledOutcome, type HandleOptions, type UnrecognisedPolicy } from './handle-options.ts'
import { orderedGroups } from './order.ts'
import { runGroups } from './run-groups.ts'
import { withReadBodies } from './stream-bodies.ts'

/** A batch response: the items that their source keeps. Empty if all are done. */
export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[]
}

/**
 * Reads every item of an event and calls the handler with each outcome: the whole body of a Lambda handler. No item is
 * lost: each is handled, or its source keeps it.
 *
 * Of an SQS, Kinesis or DynamoDB event, or the array of a pipe, an item whose handler fails is in `batchItemFailures`.
 * After a failure the rest of its FIFO message group, or of the stream's batch, is not handled, and is in there too
 * (CON-13, CON-14). Of anything else, no response is read: SNS, EventBridge, the event of a destination function, S3,
 * Kafka, Firehose, HTTP, a single message, text. There the call rejects once all are handled, and Lambda or the caller
 * tries again.
 *
 * A handler that never ends keeps the call from ending: pass a `signal` that is aborted before the function times out.
 *
 * @param input - as of `readOutcomes`; a stream in the `Body` of an S3 object is read first
 * @param handle - may be asynchronous; its result is ignored. Handling must be idempotent: every source may deliver twice.
 * @param options - schemas of the payloads, as of `readOutcomes`, also asynchronous ones; order, failures, abortion
 * @returns `batchItemFailures`, in the order of the batch. The event source mapping needs `ReportBatchItemFailures`.
 * @throws The error of the handler, or an `AggregateError` of several, if no response is read. {@link DocumentError} with
 * code `unidentified-item` if an item that failed has no id. `TypeError` or `RangeError` for options that cannot be.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 * @example
 * ```ts
 * export const handler = async (event, context) =>
 *   handleOutcomes(event, async (outcome) => store(describeOutcome(outcome)), {
 *     signal: AbortSignal.timeout(context.getRemainingTimeInMillis() - 1_000),
 *   })
 * ```
 */
export async function handleOutcomes<
  Request extends AnyStandardSchema | undefined = undefined,
  Response extends AnyStandardSchema | undefined = undefined,
  Policy extends UnrecognisedPolicy = 'fail',
>(
  input: unknown,
  handle: (outcome: HandledOutcome<{ requestPayload: Request; responsePayload: Response }, Policy>) => unknown,
  options?: HandleOptions<Request, Response, Policy>,
): Promise<BatchResponse> {
  const { maxConcurrency, unrecognised, onFailure, signal, schemas } = checkedOptions(options)
  if (typeof handle !== 'function') throw new TypeError(`the handler is not a function: ${String(handle).slice(0, 80)}`)
  const reading = withReadBodies(input)
  const batch = batchOf(reading === undefined ? input : await reading)
  const outcomes = batch.items.map(({ value, origin, text }) => readItem(value, origin, text))
  // A batch that has to come back whole is refused before any of it is handled.
  if (unrecognised === 'fail') failuresIn(batch, outcomes.map(isUnread))

  const run = async (position: number): Promise<void> => {
    const outcome = await withAwaitedPayloads(outcomes[position] as Outcome, schemas)
    outcomes[position] = outcome
    if (unrecognised === 'fail' && 'issues' in outcome)
      throw invalidDocument(`outcome (${outcome.kind})`, outcome.issues)
    await handle(outcome as Parameters<typeof handle>[0])
  }
  const [errors, faults]: [unknown[], unknown[]] = [[], []]
  const report = async (position: number, error: unknown): Promise<void> => {
    errors.push(error)
    try {
      await onFailure(error, outcomes[position] as Outcome)
    } catch (fault) {
      faults.push(fault)
    }
  }
  const undone = await runGroups(orderedGroups(batch.items), run, { maxConcurrency, signal, report })
  if (faults.length > 0) throw oneError(faults)
  if (batch.polledAt !== undefined) return { batchItemFailures: failuresIn(batch, undone) }
  if (undone.some((isUndone) => isUndone)) throw oneError(errors.length > 0 ? errors : [signal?.reason])
  return { batchItemFailures: [] }
}

function oneError(errors: readonly unknown[]): unknown {
  const [first, ...others] = new Set(errors)
  return others.length === 0 ? first : new AggregateError([first, ...others], `${errors.length} outcomes failed`)
}
