import { parseInvocationRecord } from '@async-invoke/schemas/invocation-record'
import { readOutcome } from '@async-invoke/schemas/outcome'
import { recordText } from './record.ts'
import { interleaved, ratiosToFirst } from './rounds.ts'
import type { Suite } from './suite.ts'

const suite: Suite = {
  title: 'Parse and check of a record, relative to bare JSON.parse',
  note: 'Goal: parse + check at most 1.10.',
  async run(options) {
    const rows = []
    for (const kilobytes of [1, 16, 200]) {
      const text = recordText(kilobytes)
      const message = { messageId: 'm', body: text, messageAttributes: {} }
      const cases = [() => JSON.parse(text), () => parseInvocationRecord(text), () => readOutcome(message)]
      const [, parse = Number.NaN, read = Number.NaN] = ratiosToFirst(await interleaved(cases, options))
      rows.push({
        record: `${kilobytes} KB`,
        'JSON.parse': '1.00',
        parseInvocationRecord: parse.toFixed(2),
        'readOutcome of an SQS record': read.toFixed(2),
      })
    }
    return rows
  },
}

export default suite
