import { createHash } from 'node:crypto'
import { type Outcome, readOutcomes } from '@async-invoke/schemas/outcome'
import type { Message } from '@aws-sdk/client-sqs'
import type { SourceItem } from '../sources/source-item.ts'

/** One outcome of a source, with what it takes to journal and to delete it. */
export interface RedriveItem {
  /** Names it in the journal, also in a later run. */
  readonly key: string
  readonly outcome: Outcome
  readonly source: SourceItem
  /** The message that it came in, if a queue is the source. */
  readonly received?: ReceivedMessage
}

/** A message, which may be deleted once none of its outcomes is left. */
export interface ReceivedMessage {
  readonly message: Message
  left: number
}

/**
 * Lists the outcomes of a document. A message is named by its id; an event of an inbox by its request, so that its record
 * and its dead letter do not send it twice; a document in a file by its place and its content, so that another file of the
 * same name is not taken for this one.
 */
export function itemsOf(source: SourceItem, message?: Message): readonly RedriveItem[] {
  const { outcomes } = readOutcomes(source.input)
  const { position, input, requestId } = source
  const name = requestId ?? (message === undefined ? `${position} ${hashOf(String(input)).slice(0, 16)}` : position)
  const received = message === undefined ? undefined : { message, left: outcomes.length }
  return outcomes.map((outcome, index) => ({
    key: index === 0 ? name : `${name}#${index}`,
    outcome,
    source,
    ...(received !== undefined && { received }),
  }))
}

/** Hash of a payload or a document, for the journal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
