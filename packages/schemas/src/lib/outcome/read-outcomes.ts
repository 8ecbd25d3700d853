import { ownMember } from '../document/own-member.ts'
import type { Outcome } from './outcome.ts'
import { readOutcome } from './read-outcome.ts'

/** The outcomes of a batch, and the part of a Lambda response that returns unrecognised messages to the queue. */
export interface OutcomesOfEvent {
  /** One for each record, in the order of the batch. */
  readonly outcomes: readonly Outcome[]
  /**
   * The SQS messages that are `unrecognised`. Return them as `{ batchItemFailures }`, together with those that your own
   * code fails on, and SQS keeps only these messages. Empty for SNS and for direct invocations, which have no partial
   * response.
   */
  readonly batchItemFailures: { itemIdentifier: string }[]
}

/**
 * Reads every record of a batch. A bad record does not affect the others. Never throws.
 *
 * @param event - a Lambda event (`Records`), the array of SQS messages that EventBridge Pipes passes, even for a single
 * one (CON-11), the response of `ReceiveMessage` (`Messages`; an empty poll has no outcomes), or the JSON of any of
 * these. Anything else counts as a batch of one.
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
export function readOutcomes(event: unknown): OutcomesOfEvent {
  const outcomes = itemsOf(event).map(readOutcome)
  const batchItemFailures = outcomes.flatMap(({ kind, through, messageId }) =>
    kind === 'unrecognised' && through[0] === 'sqs-event-record' && messageId ? [{ itemIdentifier: messageId }] : [],
  )
  return { outcomes, batchItemFailures }
}

function itemsOf(event: unknown): readonly unknown[] {
  try {
    return batchIn(event) ?? batchIn(parsed(event)) ?? [event]
  } catch {
    return [event]
  }
}

function batchIn(event: unknown): readonly unknown[] | undefined {
  if (Array.isArray(event)) return Array.from(event)
  const items = ownMember(event, 'Records') ?? ownMember(event, 'Messages')
  if (Array.isArray(items)) return Array.from(items)
  return isEmptyPoll(event) ? [] : undefined
}

/** The SDK's response to a ReceiveMessage without messages has `$metadata` and no other member. */
function isEmptyPoll(event: unknown): boolean {
  const metadata = ownMember(event, '$metadata')
  if (typeof metadata !== 'object' || metadata === null) return false
  return Object.entries(event ?? {}).every(([name, member]) => name === '$metadata' || member === undefined)
}

function parsed(event: unknown): unknown {
  return typeof event === 'string' ? JSON.parse(event) : undefined
}
