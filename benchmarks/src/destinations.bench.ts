import {
  formatEventBridgeEntry,
  formatLambdaInvocation,
  formatS3Object,
  formatSnsMessage,
  formatSqsMessage,
} from '@async-invoke/destinations'
import { recordText } from './record.ts'
import { interleaved, ratiosToFirst } from './rounds.ts'
import type { Suite } from './suite.ts'

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST'
const queueUrl = 'https://sqs.us-east-1.amazonaws.com/123456789012/q'
const topicArn = 'arn:aws:sns:us-east-1:123456789012:t'
const uuid = '1c9f0b7e-5a34-4d28-8e61-b0f2a7c3d945'

/** A formatter, reduced to the string of the command that is sent. */
interface Target {
  readonly name: string
  readonly format: (recordText: string) => string
}

const recordOf = (text: string, destinationArn: string) => ({
  recordText: text,
  functionArn,
  condition: 'RetriesExhausted',
  timestamp: '2026-02-10T09:20:31.902Z',
  destinationArn,
})
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Called as the others are, so that the call itself is no part of a ratio. */
const byHand: Target = { name: 'by hand', format: (text) => text }

const targets: readonly Target[] = [
  { name: 'SQS', format: (text) => formatSqsMessage({ recordText: text, queueUrl }).MessageBody },
  { name: 'SNS', format: (text) => formatSnsMessage(recordOf(text, topicArn)).Message },
  { name: 'Lambda', format: (text) => formatLambdaInvocation(recordOf(text, functionArn)).Payload },
  {
    name: 'EventBridge',
    format: (text) =>
      formatEventBridgeEntry(recordOf(text, 'arn:aws:events:us-east-1:1:event-bus/b')).Entries[0].Detail,
  },
  { name: 'S3', format: (text) => formatS3Object({ ...recordOf(text, 'arn:aws:s3:::b'), uuid }).Body },
]
/** Splits a record in three, so that every case has to concatenate it. */
function pieces(text: string): readonly [string, string, string] {
  const start = text.indexOf('"requestPayload":') + '"requestPayload":'.length
  const end = text.lastIndexOf(',"responseContext":')
  return [text.slice(0, start), text.slice(start, end), text.slice(end)]
}

const suite: Suite = {
  title: 'Formatting one record for a target, relative to concatenating the same bytes by hand',
  note: [
    'From the pieces of the record to the bytes of the message. Goals at 1 KB: at most 1.15, and 2 for S3; less than `JSON.stringify` of the',
    'parsed record from 16 KB. The concatenation has no envelope; that of S3, a key with a time, is noticeable at 1 KB.',
  ].join('\n'),
  async run(options) {
    const rows = []
    for (const kilobytes of [1, 16, 200]) {
      const text = recordText(kilobytes)
      const [head, payload, tail] = pieces(text)
      const parsed: unknown = JSON.parse(text)
      const cases = [
        ...[byHand, ...targets].map(
          ({ format }) =>
            () =>
              bytes(format(head + payload + tail)),
        ),
        () => bytes(JSON.stringify(parsed)),
      ]
      const [, ...ratios] = ratiosToFirst(await interleaved(cases, options))
      rows.push({
        record: `${kilobytes} KB`,
        'by hand': '1.00',
        'JSON.stringify': ratios[targets.length]?.toFixed(2) ?? '',
        ...Object.fromEntries(targets.map(({ name }, index) => [name, ratios[index]?.toFixed(2) ?? ''])),
      })
    }
    return rows
  },
}

export default suite
