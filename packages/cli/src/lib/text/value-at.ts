import { shortenTo } from './table.ts'

/** Characters of a value in a message. */
const shownValue = 80

/** The value that a JSON Pointer names, as JSON of at most 80 characters; `undefined` where it names none. */
export function shownValueAt(document: unknown, pointer: string): string {
  return shortenTo(jsonOf(valueAt(document, pointer)) ?? 'undefined', shownValue)
}

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch (error) {
    // JSON.parse reads deeper values than JSON.stringify writes.
    if (!(error instanceof RangeError)) throw error
    return '(too deep to show)'
  }
}

function valueAt(document: unknown, pointer: string): unknown {
  let at = document
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    at = (at as Readonly<Record<string, unknown>>)[name]
  }
  return at
}
