import { documentOf, type InboxMessage } from '../control/answers.ts'
import { createControlClient } from '../control/control-client.ts'
import type { SourceItem } from './source-item.ts'

/**
 * Reads the inbox of a runtime that `dev` has started: the records and dead letters for targets without an endpoint.
 *
 * @throws {@link CommandError} when no runtime answers
 */
export async function* readInbox(endpoint: string): AsyncGenerator<readonly SourceItem[]> {
  const inbox = await createControlClient(endpoint, '--endpoint-url').get<{ messages: readonly InboxMessage[] }>(
    'inbox',
  )
  if (inbox.messages.length > 0) yield inbox.messages.map(itemOf)
}

function itemOf(message: InboxMessage): SourceItem {
  const { id, requestId, functionArn, sentAt } = message
  return {
    input: documentOf(message),
    position: `inbox:${id}`,
    sentAtMs: Date.parse(sentAt),
    functionArn,
    requestId,
  }
}
