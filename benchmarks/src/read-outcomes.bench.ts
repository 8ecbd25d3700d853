import { readOutcomes } from '@async-invoke/schemas/outcome'
import { compatPath, powertoolsIsInstalled } from './compat.ts'
import { recordText } from './record.ts'
import { interleaved, ratiosToFirst } from './rounds.ts'
import type { Suite } from './suite.ts'

/** Reads the records of an SQS event with Powertools' `SqsEnvelope`. */
interface Powertools {
  readUnchecked(event: unknown): readonly unknown[]
  readChecked(event: unknown): readonly unknown[]
}

const suite: Suite = {
  title: 'Read an SQS event of ten records, relative to bare JSON.parse of their bodies',
  note: "Goals: readOutcomes at most 1.50 and 1.15; Powertools' SqsEnvelope, with zod checking that payloads are JSON, at least 1.5 and 4 times readOutcomes. Where zod leaves the payloads alone (`z.unknown()`), `JSON.parse` is most of either.",
  async run(options) {
    const powertools = powertoolsIsInstalled ? ((await import(compatPath('sqs-envelope'))) as Powertools) : undefined
    const rows = []
    for (const kilobytes of [1, 16]) {
      const event = eventOf(recordText(kilobytes))
      const peers = powertools === undefined ? [] : [powertools.readChecked, powertools.readUnchecked]
      for (const read of [(input: unknown) => readOutcomes(input).outcomes, ...peers])
        if (read(event).length !== 10) throw new Error('not all records are read')
      const cases = [
        () => event.Records.map(({ body }) => JSON.parse(body)),
        () => readOutcomes(event),
        ...peers.map((read) => () => read(event)),
      ]
      const [, own = Number.NaN, checked, unchecked] = ratiosToFirst(await interleaved(cases, options))
      const shown = (ratio: number | undefined): string =>
        ratio === undefined ? 'SKIPPED: run pnpm compat first' : ratio.toFixed(2)
      rows.push({
        bodies: `${kilobytes} KB`,
        'JSON.parse': '1.00',
        readOutcomes: own.toFixed(2),
        'SqsEnvelope + z.json()': shown(checked),
        'to readOutcomes': shown(checked && checked / own),
        'SqsEnvelope + z.unknown()': shown(unchecked),
      })
    }
    return rows
  },
}

function eventOf(body: string) {
  const record = {
    receiptHandle: 'AQEBexampleReceiptHandle==',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1770715232050',
      SenderId: 'AROAEXAMPLEID1234567:awslambda_427_20260210091402118',
      ApproximateFirstReceiveTimestamp: '1770715232462',
    },
    messageAttributes: {},
    md5OfBody: '57ce9de68cd991d7bba22f429e7c40cf',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:order-failures',
    awsRegion: 'us-east-1',
  }
  return { Records: Array.from({ length: 10 }, (_, index) => ({ ...record, messageId: `m-${index}` })) }
}

export default suite
