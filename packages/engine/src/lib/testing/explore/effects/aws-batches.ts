import { tokenOf } from './aws-token.ts'
import type { Step } from './world.ts'

type Input = Readonly<Record<string, unknown>>

/** An entry of a batch: an effect of its own. */
export interface BatchEntry {
  readonly step: Step
  readonly entry: unknown
}

/** A command with several entries, which the service takes one by one. */
export interface Batch {
  readonly entries: readonly BatchEntry[]
  /** The answer of the service, in which the last entry failed or none did. */
  answer(fails: boolean): Input
  /** The input with only some of the entries. */
  inputOf(entries: readonly BatchEntry[]): Input
}

interface Shape {
  /** Member of the input that has the entries. */
  readonly member: string
  readonly answer: (entries: readonly Input[], failed: Input | undefined) => Input
}

const failure = { Code: 'InternalError', SenderFault: false, Message: 'injected by explore' }
const failedRecord = { ErrorCode: 'InternalFailure', ErrorMessage: 'injected by explore' }

const answerById = (entries: readonly Input[], failed: Input | undefined): Input => ({
  Successful: entries.filter((entry) => entry !== failed).map(({ Id }) => ({ Id, MessageId: `message-${Id}` })),
  Failed: failed === undefined ? [] : [{ Id: failed.Id, ...failure }],
})
const answerInOrder =
  (count: string, list: string, id: string) =>
  (entries: readonly Input[], failed: Input | undefined): Input => ({
    [count]: failed === undefined ? 0 : 1,
    [list]: entries.map((entry, at) => (entry === failed ? failedRecord : { [id]: `id-${at + 1}` })),
  })

const shapes: Readonly<Record<string, Shape>> = {
  SendMessageBatch: { member: 'Entries', answer: answerById },
  PublishBatch: { member: 'PublishBatchRequestEntries', answer: answerById },
  PutEvents: { member: 'Entries', answer: answerInOrder('FailedEntryCount', 'Entries', 'EventId') },
  PutRecords: { member: 'Records', answer: answerInOrder('FailedRecordCount', 'Records', 'SequenceNumber') },
  PutRecordBatch: { member: 'Records', answer: answerInOrder('FailedPutCount', 'RequestResponses', 'RecordId') },
}

/** True for a batch of writes to tables, which the tables in memory carry out. */
export function isTableBatch(operation: string): boolean {
  return operation === 'BatchWriteItem'
}

/** Reads a command that has several entries; `undefined` for any other. */
export function batchOf(operation: string, input: Input): Batch | undefined {
  if (isTableBatch(operation)) return tableBatch(input)
  const shape = Object.hasOwn(shapes, operation) ? shapes[operation] : undefined
  const list = shape === undefined ? undefined : input[shape.member]
  if (shape === undefined || !Array.isArray(list)) return undefined
  const target = input.QueueUrl ?? input.TopicArn ?? input.StreamName ?? input.DeliveryStreamName
  const name = [operation, target].filter((part) => typeof part === 'string').join(' ')
  const entries = list.map((entry: Input): BatchEntry => {
    const key = tokenOf(operation, entry)
    return { entry, step: { name, data: entry, ...(key === undefined ? { kind: 'append' } : { kind: 'keyed', key }) } }
  })
  return {
    entries,
    answer: (fails) => shape.answer(list, fails ? list.at(-1) : undefined),
    inputOf: (some) => ({ ...input, [shape.member]: some.map(({ entry }) => entry) }),
  }
}

/** The writes of BatchWriteItem, of all its tables; those that the service leaves out come back in the answer. */
function tableBatch(input: Input): Batch | undefined {
  const { RequestItems } = input
  if (typeof RequestItems !== 'object' || RequestItems === null) return undefined
  const entries = Object.entries(RequestItems).flatMap(([table, requests]) =>
    (Array.isArray(requests) ? requests : []).map(
      (request): BatchEntry => ({
        entry: [table, request],
        step: { name: `BatchWriteItem ${table}`, kind: 'state', data: request },
      }),
    ),
  )
  const grouped = (some: readonly BatchEntry[]): Input => {
    const tables: Record<string, unknown[]> = {}
    for (const { entry } of some) {
      const [table, request] = entry as readonly [string, unknown]
      tables[table] = [...(tables[table] ?? []), request]
    }
    return tables
  }
  return {
    entries,
    answer: (fails) => ({ UnprocessedItems: fails ? grouped(entries.slice(-1)) : {} }),
    inputOf: (some) => ({ RequestItems: grouped(some) }),
  }
}
