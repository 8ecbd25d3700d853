/** Compiled only: consumers that return the batch response have AWS's types without a cast, and handlers of these types are tested as they are. */
import { createEngine } from '@async-invoke/engine'
import { explore, runAsync } from '@async-invoke/engine/testing'
import { handleOutcomes, readOutcomes } from '@async-invoke/schemas'
import { handleOutcomes as handle } from '@async-invoke/schemas/handle-outcomes'
import type {
  Context,
  DynamoDBStreamHandler,
  EventBridgeHandler,
  Handler,
  KinesisStreamHandler,
  SNSHandler,
  SQSBatchResponse,
  SQSHandler,
  SQSRecord,
} from 'aws-lambda'

const store = async (kind: string): Promise<void> => void kind
const remaining = (context: Context) => AbortSignal.timeout(context.getRemainingTimeInMillis() - 1_000)

export const readsQueue: SQSHandler = async (event) => {
  const { outcomes, batchItemFailures } = readOutcomes(event)
  for (const { itemIdentifier } of outcomes) if (itemIdentifier) batchItemFailures.push({ itemIdentifier })
  return { batchItemFailures }
}
export const readsKinesis: KinesisStreamHandler = async (event) => {
  const { batchItemFailures } = readOutcomes(event)
  return { batchItemFailures }
}
export const readsTable: DynamoDBStreamHandler = async (event) => {
  const { batchItemFailures } = readOutcomes(event)
  return { batchItemFailures }
}

export const handlesQueue: SQSHandler = async (event, context) =>
  handleOutcomes(event, ({ kind }) => store(kind), { signal: remaining(context) })
export const handlesQueueDirectly: SQSHandler = (event) => handleOutcomes(event, ({ kind }) => store(kind))
export const handlesKinesis: KinesisStreamHandler = (event) => handle(event, ({ kind }) => store(kind))
export const handlesTable: DynamoDBStreamHandler = (event) => handle(event, ({ kind }) => store(kind))
export const handlesPipe: Handler<SQSRecord[], SQSBatchResponse> = (items) => handle(items, ({ kind }) => store(kind))
export const handlesTopic: SNSHandler = async (event) => {
  await handleOutcomes(event, ({ kind }) => store(kind))
}
export const handlesRule: EventBridgeHandler<string, unknown, void> = async (event) => {
  await handleOutcomes(event, ({ kind }) => store(kind))
}

interface Order {
  readonly orderId: string
}
const shipsOrder = async ({ orderId }: Order, { awsRequestId }: Context) => `${awsRequestId} ${orderId}`
const answersByCallback: Handler<Order, string> = (event, _context, callback) => callback(null, event.orderId)

export const tested = [
  runAsync(readsQueue, { Records: [] }),
  runAsync(shipsOrder, { orderId: 'A-1002' }),
  explore(answersByCallback, { orderId: 'A-1002' }),
  createEngine({ functions: { orders: { handler: answersByCallback }, failures: { handler: handlesTopic } } }),
]
