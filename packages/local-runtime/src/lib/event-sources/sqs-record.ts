import type { SqsEventRecord } from '@async-invoke/schemas/envelopes'
import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs'

/** The queue of a batch, and what it says about how the batch was collected. */
export interface BatchSource {
  readonly queueArn: string
  readonly region: string
  /** Whether the mapping has a window in which a batch waits for more messages. */
  readonly hasWindow: boolean
}

/** A message of a batch as a function receives it. */
export type SqsRecord = Omit<SqsEventRecord, 'md5OfMessageAttributes'> & {
  readonly md5OfMessageAttributes?: string | null
}

/**
 * Writes a received message as a record of the function's event, members in Lambda's order (CON-1). The checksum of missing
 * attributes is absent, and null where the mapping has a window (ESM-6).
 */
export function toSqsRecord(message: Message, { queueArn, region, hasWindow }: BatchSource): SqsRecord {
  const { MD5OfMessageAttributes: checksum } = message
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: inOrder(message.Attributes ?? {}),
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, toAttribute(value)]),
    ),
    ...(checksum !== undefined && { md5OfMessageAttributes: checksum }),
    ...(checksum === undefined && hasWindow && { md5OfMessageAttributes: null }),
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  }
}

/** Order in which Lambda writes the attributes of the queue itself. */
const attributeOrder = [
  ...['ApproximateReceiveCount', 'AWSTraceHeader', 'SentTimestamp', 'SequenceNumber', 'MessageGroupId', 'SenderId'],
  ...['MessageDeduplicationId', 'ApproximateFirstReceiveTimestamp', 'DeadLetterQueueSourceArn'],
]

function inOrder(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const known = attributeOrder.filter((name) => Object.hasOwn(attributes, name))
  const others = Object.keys(attributes).filter((name) => !attributeOrder.includes(name))
  return Object.fromEntries([...known, ...others].map((name) => [name, attributes[name] ?? '']))
}

function toAttribute({ DataType = 'String', StringValue, BinaryValue }: MessageAttributeValue) {
  return {
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  }
}
