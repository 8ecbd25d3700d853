import { ownMember } from '../document/own-member.ts'
import type { Outcome } from './outcome.ts'
import { readOutcome } from './read-outcome.ts'

/** The outcomes of one event, in its order, and the part of a Lambda response that returns what was not understood. */
export interface OutcomesOfEvent {
  readonly outcomes: readonly Outcome[]
  /**
   * The SQS messages that are `unrecognised`: return them, with those that you fail on yourself, as
   * `{ batchItemFailures }`, and SQS keeps only these. Empty for SNS and for direct invocations, which know no such
   * answer.
   */
  readonly batchItemFailures: { itemIdentifier: string }[]
}

/**
 * Reads every record of a batch. One bad record does not hide the others. Never throws.
 *
 * Shape: takes a Lambda event (`Records`), the bare array of SQS messages that EventBridge Pipes hands over, also for one, the
 * answer of ReceiveMessage (`Messages`; an empty poll gives nothing), or the JSON text of any of these; anything else
 * counts as an event of one.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
 *
 * @example
 * export const handler = async (event) => {
 *   const { outcomes, batchItemFailures } = readOutcomes(event)
 *   for (const outcome of outcomes) console.log(describeOutcome(outcome))
 *   return { batchItemFailures }
 * }
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

/** The SDK's answer to a ReceiveMessage that found nothing has its metadata and no other member. */
function isEmptyPoll(event: unknown): boolean {
  const metadata = ownMember(event, '$metadata')
  if (typeof metadata !== 'object' || metadata === null) return false
  return Object.entries(event ?? {}).every(([name, member]) => name === '$metadata' || member === undefined)
}

function parsed(text: unknown): unknown {
  return typeof text === 'string' ? JSON.parse(text) : undefined
}
