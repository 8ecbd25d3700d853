import type { Refusal } from '@async-invoke/schemas'
import { checkMember } from '../admission/model-rules.ts'
import type { ApiRequest } from '../http/api-request.ts'
import { invalid } from '../http/lambda-error.ts'
import { refuse } from '../http/refuse.ts'

/** One page of a list: what stands after the request's marker, and the marker of the next page or null. */
export function pageOf<Item>(
  request: ApiRequest,
  sorted: readonly Item[],
  keyOf: (item: Item) => string,
  most = 10_000,
): { readonly items: readonly Item[]; readonly NextMarker: string | null } {
  refuse(maxItemsRefusals(request, most))
  const maxItems = Math.min(Number(request.query.get('MaxItems') ?? 50), 50)
  const marker = request.query.get('Marker')
  const begin = marker === null || marker === '' ? 0 : indexAfter(sorted.map(keyOf), keyIn(marker))
  const items = sorted.slice(begin, begin + maxItems)
  const last = sorted.length > begin + maxItems ? items.at(-1) : undefined
  return { items, NextMarker: last === undefined ? null : markerOf(keyOf(last)) }
}

export function maxItemsRefusals({ query }: ApiRequest, maximum: number): readonly Refusal[] {
  return checkMember('maxItems', query.get('MaxItems') ?? undefined, { minimum: 1, maximum })
}

/** An item that has gone between two pages is passed by where it would stand. */
function indexAfter(keys: readonly string[], key: string): number {
  const at = keys.indexOf(key)
  if (at >= 0) return at + 1
  const next = keys.findIndex((each) => each > key)
  return next < 0 ? keys.length : next
}

/** Opaque to clients: where the next page begins (CFG-21, U-21). */
function markerOf(key: string): string {
  return Buffer.from(`after:${key}`).toString('base64url')
}

function keyIn(marker: string): string {
  const text = Buffer.from(marker, 'base64url').toString()
  if (!text.startsWith('after:')) throw invalid('Invalid pagination key.')
  return text.slice('after:'.length)
}
