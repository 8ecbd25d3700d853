import { DocumentError, readOutcomes } from '@async-invoke/schemas'
import { mutateJson } from '../mutate-json.ts'
import { parseJson } from '../parse-json.ts'
import type { Target } from '../target.ts'
import { readVectors } from '../vectors.ts'

const target: Target = {
  promise:
    'readOutcomes reads anything, throws for items without an id only, and names no failure that did not come in',
  seeds: () => [...readVectors('vectors/batches/*.json'), ...readVectors('vectors/outcomes/*.json')],
  mutate: mutateJson,
  async open() {
    return {
      attempt(input) {
        const text = Buffer.from(input).toString()
        const whole = parseJson(text)
        const ids = stringsIn(whole === undefined ? text.split('\n').map(parseJson) : whole)
        check(input, ids)
        check(text, ids)
        // A string is text again, and was tried as such.
        if (whole !== undefined && typeof whole !== 'string') check(whole, ids)
      },
    }
  },
}

/** @param ids - what may name an item */
function check(source: unknown, ids: ReadonlySet<string>): void {
  let read: ReturnType<typeof readOutcomes>
  try {
    read = readOutcomes(source)
  } catch (error) {
    if (error instanceof DocumentError && error.code === 'unidentified-item') return
    throw error
  }
  for (const { itemIdentifier } of read.batchItemFailures)
    if (!ids.has(itemIdentifier)) throw new Error(`a failure that did not come in: ${JSON.stringify(itemIdentifier)}`)
  for (const outcome of read.outcomes) if (typeof outcome.kind !== 'string') throw new Error('an outcome of no kind')
}

function stringsIn(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') found.add(value)
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) stringsIn(part, found)
  return found
}

export default target
