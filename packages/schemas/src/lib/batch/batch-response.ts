import { DocumentError } from '../document/document-error.ts'
import { issue } from '../document/issue.ts'
import type { Outcome } from '../outcome/outcome.ts'
import type { Batch } from './batch-item.ts'

/** True for an item that no code can take for what it should be: `unrecognised`, or a `payload-mismatch`. */
export function isUnread({ kind }: { readonly kind: Outcome['kind'] }): boolean {
  return kind === 'unrecognised' || kind === 'payload-mismatch'
}

/**
 * The batch response for the items that failed.
 *
 * @param failed - for each item of the batch, whether it failed
 * @throws `DocumentError` with code `unidentified-item` if a poller would delete one of them, since it has no id.
 */
export function failuresIn({ items, polledAt }: Batch, failed: readonly boolean[]): { itemIdentifier: string }[] {
  return items.flatMap(({ origin: { itemIdentifier } }, index) => {
    if (!failed[index]) return []
    if (itemIdentifier !== undefined) return [{ itemIdentifier }]
    if (polledAt === undefined) return []
    const unidentified = issue(`${polledAt}/${index}`, 'required', 'failed and has no id')
    const message = `${unidentified.path} ${unidentified.message}: a batch response could not return it to its source`
    throw new DocumentError('unidentified-item', message, [unidentified])
  })
}
