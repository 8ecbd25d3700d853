import type { Outcome } from './outcome.ts'
import { ownMember } from './own-member.ts'
import { readOutcome } from './read-outcome.ts'

/** Every outcome of one event, in its order, and the part of a Lambda response that returns what was not understood. */
export interface OutcomesOfEvent {
  readonly outcomes: readonly Outcome[]
  /**
   * The SQS messages that are `unrecognised`: return them, with those that you fail on yourself, as
   * `{ batchItemFailures }`, and SQS keeps only these. Empty for SNS and for direct invocations, which know no such
   * answer.
   */
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}

/**
 * Reads a whole Lambda event (`Records`), or the answer of ReceiveMessage (`Messages`); anything else counts as an
 * event of one. One bad record does not hide the others. Never throws.
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
    const items = ownMember(event, 'Records') ?? ownMember(event, 'Messages')
    return Array.isArray(items) ? Array.from(items) : [event]
  } catch {
    return [event]
  }
}
