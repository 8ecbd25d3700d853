import { ownMember, ownString } from '../document/own-member.ts'
import { textOf } from '../document/text.ts'
import { carriedText } from '../outcome/carried-text.ts'
import { messageOfEmail } from '../outcome/email-footer.ts'
import type { OutcomeOrigin } from '../outcome/outcome.ts'
import { carriedOrigin } from '../outcome/read-outcome.ts'
import { documentsInText } from './documents-in-text.ts'

/** One item of a batch, before it is read. */
export interface BatchItem {
  readonly value: unknown
  /** The JSON of `value`, if it was text. */
  readonly text?: string
  readonly origin: OutcomeOrigin
}

/** The items of whatever a consumer received. */
export interface Batch {
  readonly items: readonly BatchItem[]
  /**
   * JSON Pointer of the array that a poller handed over. It deletes every item that the response does not name. Missing
   * where no poller reads a response.
   */
  readonly polledAt?: '' | '/Records'
}

/** Lists the items in an event, an array, the response of a poll, text or bytes; anything else is a batch of one. */
export function batchOf(input: unknown): Batch {
  const origin: OutcomeOrigin = { through: [] }
  try {
    const text = textOf(input)
    if (text !== undefined) return { items: itemsInText(text, origin) }
    const carried = typeof input === 'object' && input !== null ? carriedText(input) : undefined
    if (carried !== undefined && carried.envelope !== 'stream-record')
      return { items: itemsInText(carried.text, carriedOrigin(origin, carried)) }
    return batchIn(input, origin) ?? { items: [single(input, origin)] }
  } catch {
    return { items: [{ value: input, origin }] }
  }
}

function itemsInText(text: string, origin: OutcomeOrigin): readonly BatchItem[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const message = messageOfEmail(text)
    if (message !== undefined) return itemsInText(message, origin)
    const documents = documentsInText(text)
    if (documents.length === 0) return [{ value: text, origin }]
    return documents.map(({ text: value, line }) => ({ value, origin: { ...origin, line } }))
  }
  return batchIn(value, origin)?.items ?? [{ ...single(value, origin), text }]
}

/** A message or a record of a stream, alone, can still be named in a batch response. */
function single(value: unknown, origin: OutcomeOrigin): BatchItem {
  return identified(value, origin, isPolled(value) ? identifierOfRecord(value) : undefined)
}

function batchIn(value: unknown, origin: OutcomeOrigin): Batch | undefined {
  if (Array.isArray(value)) return batchOfArray(Array.from(value), origin)
  const records = ownMember(value, 'Records')
  if (Array.isArray(records)) return batchOfRecords(Array.from(records), origin)
  const messages = ownMember(value, 'Messages')
  if (Array.isArray(messages)) return { items: Array.from(messages, (message) => ({ value: message, origin })) }
  const delivered = recordsOfStream(ownMember(value, 'records'))
  if (delivered !== undefined) return { items: delivered.map((record) => ({ value: record, origin })) }
  const logged = messagesOfLog(ownMember(value, 'events') ?? ownMember(value, 'logEvents'))
  if (logged !== undefined) return { items: logged.map((message) => ({ value: message, origin })) }
  return isEmptyPoll(value) ? { items: [] } : undefined
}

/** EventBridge Pipes hands over an array (CON-11), unless these are the messages of a `ReceiveMessage`. */
function batchOfArray(values: readonly unknown[], origin: OutcomeOrigin): Batch {
  const identify = (value: unknown) => ownString(value, 'messageId') ?? ownString(value, 'eventID')
  const items = values.map((value) => identified(value, origin, identify(value)))
  return values.every((value) => ownMember(value, 'Body') !== undefined) ? { items } : { items, polledAt: '' }
}

/** An event source mapping reads the response for queues and streams; a notification of SNS or S3 has none. */
function batchOfRecords(values: readonly unknown[], origin: OutcomeOrigin): Batch {
  const items = values.map((value) => identified(value, origin, identifierOfRecord(value)))
  const polled = values.some((value) => isPolled(value) || ownMember(value, 'messageId') !== undefined)
  return polled ? { items, polledAt: '/Records' } : { items }
}

function identifierOfRecord(record: unknown): string | undefined {
  return (
    ownString(record, 'messageId') ??
    ownString(ownMember(record, 'kinesis'), 'sequenceNumber') ??
    ownString(ownMember(record, 'dynamodb'), 'SequenceNumber')
  )
}

/** A request over HTTP has a body too. */
function isPolled(record: unknown): boolean {
  if (ownMember(record, 'isBase64Encoded') !== undefined) return false
  return ['body', 'kinesis', 'dynamodb'].some((name) => ownMember(record, name) !== undefined)
}

/** An empty identifier would return the whole batch, so it counts as none. */
function identified(value: unknown, origin: OutcomeOrigin, itemIdentifier: string | undefined): BatchItem {
  return { value, origin: itemIdentifier ? { ...origin, itemIdentifier } : origin }
}

/** The records of Firehose are an array, those of Kafka arrays by topic and partition. */
function recordsOfStream(records: unknown): readonly unknown[] | undefined {
  if (Array.isArray(records)) return Array.from(records)
  if (typeof records !== 'object' || records === null) return undefined
  const partitions: unknown[] = Object.values(records)
  return partitions.every(Array.isArray) ? partitions.flat() : undefined
}

/** The messages of a log group, a target of rules: in the responses of CloudWatch Logs, and in what a subscription sends. */
function messagesOfLog(events: unknown): readonly string[] | undefined {
  if (!Array.isArray(events)) return undefined
  const messages = Array.from(events, (event) =>
    typeof ownMember(event, 'timestamp') === 'number' ? ownString(event, 'message') : undefined,
  )
  return messages.every((message) => message !== undefined) ? messages : undefined
}

/** The response of an SDK to a ReceiveMessage without messages has metadata and no other member. */
function isEmptyPoll(event: unknown): boolean {
  const own = ['$metadata', 'ResponseMetadata'].find((name) => isMap(ownMember(event, name)))
  return (
    own !== undefined && Object.entries(event ?? {}).every(([name, member]) => name === own || member === undefined)
  )
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
