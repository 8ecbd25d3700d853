import { randomUUID } from 'node:crypto'

/** Made at one time, as one text of which each id is a part: an id is a key in several tables, and so found faster. */
const idsAtOnce = 128
const idLength = 36
let ids = ''
let used = 0

/**
 * The id of a request, as the service makes it: a random UUID.
 *
 * @example newRequestId() // '5b1e0f3c-9d2a-4788-a5d0-1c2b3a495867'
 */
export function newRequestId(): string {
  if (used === ids.length) {
    ids = Array.from({ length: idsAtOnce }, () => randomUUID()).join('')
    used = 0
  }
  used += idLength
  return ids.slice(used - idLength, used)
}
