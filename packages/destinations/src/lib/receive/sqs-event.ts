import type { SqsEvent, SqsEventRecord } from '@async-invoke/schemas/envelopes'
import { parseArn } from '@async-invoke/schemas/function-reference'
import { formatTargetArn } from '@async-invoke/schemas/target'
import { idOf, md5, md5OfAttributes } from './checksums.ts'
import { type ReceiveOptions, sentMessage, type ToReceive } from './sent.ts'

/** Lambda's event for a queue with the members that AWS always sends, assignable to `SQSEvent` of `@types/aws-lambda`. */
export interface ReceivedSqsEvent extends SqsEvent {
  Records: (SqsEventRecord & {
    attributes: {
      ApproximateReceiveCount: string
      AWSTraceHeader: string
      SentTimestamp: string
      SenderId: string
      ApproximateFirstReceiveTimestamp: string
    }
    md5OfBody: string
  })[]
}

/** Options of {@link asSqsEvent}. */
export interface SqsEventOptions extends ReceiveOptions {
  /**
   * ARN of the queue.
   *
   * @defaultValue a queue `failures` in the region and account of the record's function
   */
  readonly queueArn?: string
}

/**
 * The event of a function that reads a queue, around what Lambda sent to it: for tests of a consumer (CON-1, CON-5). Ids
 * and checksums depend on the content alone.
 *
 * @param sent - a record, its text, a dead letter or the input of an SDK command; an array of them makes one batch
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * @example
 * ```ts
 * const { record } = await runAsync(processor, { orderId: 'A-1002' })
 * expect(await consumer(asSqsEvent(record))).toEqual({ batchItemFailures: [] })
 * ```
 */
export function asSqsEvent(sent: ToReceive | readonly ToReceive[], options: SqsEventOptions = {}): ReceivedSqsEvent {
  const all: readonly ToReceive[] = isArray(sent) ? sent : [sent]
  return { Records: all.map((one, index) => sqsRecord(one, index, options)) }
}

function sqsRecord(sent: ToReceive, index: number, options: SqsEventOptions): ReceivedSqsEvent['Records'][0] {
  const { text, attributes, sentAtMs, home } = sentMessage(sent, options)
  const eventSourceARN = options.queueArn ?? formatTargetArn('sqs', home, 'failures')
  const hasAttributes = Object.keys(attributes).length > 0
  return {
    messageId: idOf(`${index} ${text}`),
    receiptHandle: Buffer.from(`${eventSourceARN} ${index} ${md5(text)}`).toString('base64'),
    body: text,
    attributes: {
      ApproximateReceiveCount: '1',
      AWSTraceHeader: 'Root=1-698af7b0-1f0c2d3e4a5b6c7d8e9f0a1b;Parent=53995c3f42cd8ad8;Sampled=0;Lineage=1:a87bd80c:0',
      SentTimestamp: String(sentAtMs),
      SenderId: 'AROAEXAMPLEID1234567:awslambda_427_20260210091402118',
      ApproximateFirstReceiveTimestamp: String(sentAtMs + 12),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType, StringValue }]) => [
        name,
        { stringValue: StringValue, stringListValues: [], binaryListValues: [], dataType: DataType },
      ]),
    ),
    ...(hasAttributes && { md5OfMessageAttributes: md5OfAttributes(attributes) }),
    md5OfBody: md5(text),
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: parseArn(eventSourceARN)?.region ?? home.region,
  }
}

function isArray(sent: ToReceive | readonly ToReceive[]): sent is readonly ToReceive[] {
  return Array.isArray(sent)
}
