import { readOutcomes } from '@async-invoke/schemas'
import { CommandError } from '../../../packages/cli/src/lib/command-error.ts'
import { createFilter } from '../../../packages/cli/src/lib/outcomes/filter.ts'
import { mutateBytes } from '../mutate-bytes.ts'
import type { Target } from '../target.ts'
import { readVectors } from '../vectors.ts'

const expressions = [
  'reason == "timeout" && payload.total > 100',
  'error.errorMessage.matches("^Order [A-Z]-[0-9]+") || attempts < 2',
  'has(payload.items) && payload.items.exists(item, item.price * 2.0 >= 1e3)',
  'payload.?orderId.orValue("") in ["A-1", "A-2"] ? time >= "2026-02-10" : !(kind == "dead-letter")',
  'payload["__proto__"] != null || payload.constructor == payload || [error.stack, []].size() == 0',
]

const target: Target = {
  promise: 'an expression is refused at a column of one line, or chooses in time, and sees nothing but its variables',
  seeds: () => expressions.map((expression) => Buffer.from(expression)),
  mutate: mutateBytes,
  async open() {
    const candidates = readVectors('vectors/outcomes/*.json').flatMap((document) =>
      readOutcomes(document).outcomes.map((outcome) => ({ outcome, source: { input: document, position: 'a:1' } })),
    )
    return {
      attempt(input) {
        try {
          const filter = createFilter(Buffer.from(input).toString(), 2_000)
          const chosen = filter.choose(candidates)
          if (chosen.length !== candidates.length) throw new Error(`${chosen.length} answers`)
          const { count, reason } = filter.undecided
          if (count > 0 && !isLine(reason)) throw new Error(`a reason that is not a line: ${JSON.stringify(reason)}`)
        } catch (error) {
          if (!(error instanceof CommandError)) throw error
          if (!isLine(error.message)) throw new Error(`not a line: ${JSON.stringify(error.message)}`)
        }
        if (Object.keys(Object.prototype).length > 0) throw new Error('the prototype of all objects has members')
      },
    }
  },
}

function isLine(text = ''): boolean {
  return text !== '' && !text.includes('\n')
}

export default target
