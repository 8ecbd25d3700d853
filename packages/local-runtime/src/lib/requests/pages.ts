import type { Refusal } from '@async-invoke/schemas'
import { checkMember } from '../admission/model-rules.ts'
import type { ApiRequest } from '../http/api-request.ts'
import { invalid } from '../http/lambda-error.ts'
import { refuse } from '../http/refuse.ts'

/**
 * Returns the requested page of a list: the items after the marker, and the marker of the next page, `null` on the last.
 *
 * @param limit - maximum of `MaxItems`
 */
export function paginate<Item>(
  request: ApiRequest,
  sorted: readonly Item[],
  keyOf: (item: Item) => string,
  limit = 10_000,
): { readonly items: readonly Item[]; readonly NextMarker: string | null } {
  refuse(checkMaxItems(request, limit))
  const maxItems = Math.min(Number(request.query.get('MaxItems') ?? 50), 50)
  const marker = request.query.get('Marker')
  const start = marker === null || marker === '' ? 0 : indexAfter(sorted.map(keyOf), decodeMarker(marker))
  const items = sorted.slice(start, start + maxItems)
  const last = sorted.length > start + maxItems ? items.at(-1) : undefined
  return { items, NextMarker: last === undefined ? null : encodeMarker(keyOf(last)) }
}

export function checkMaxItems({ query }: ApiRequest, maximum: number): readonly Refusal[] {
  return checkMember('maxItems', query.get('MaxItems') ?? undefined, { minimum: 1, maximum })
}

/** Index of the item after `key`, in sort order if the item of `key` was deleted between two pages. */
function indexAfter(keys: readonly string[], key: string): number {
  const at = keys.indexOf(key)
  if (at >= 0) return at + 1
  const next = keys.findIndex((other) => other > key)
  return next < 0 ? keys.length : next
}

/** A marker is opaque to clients (CFG-21, U-21); any other is refused (CFG-13c). */
function encodeMarker(key: string): string {
  return Buffer.from(`after:${key}`).toString('base64url')
}

function decodeMarker(marker: string): string {
  const text = Buffer.from(marker, 'base64url').toString()
  if (!text.startsWith('after:')) throw invalid('Invalid pagination key.')
  return text.slice('after:'.length)
}
