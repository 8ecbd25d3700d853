import { runAsync } from '@async-invoke/engine/testing'
import { describeOutcome, parseInvocationRecord, readOutcome } from '@async-invoke/schemas'
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const of = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:123456789012:${resource}`

let services: FauxqsServer
let runtime: LocalRuntime
let sqs: SQSClient

/** Its record goes to the inbox, since no endpoint for event buses is configured here. */
const failing = (deadLetterTargetArn: string) => ({
  ...{ file, exportName: 'throwsWithoutMessage', deadLetterTargetArn },
  eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0, OnFailure: of('events', 'event-bus/default') } },
})

beforeAll(async () => {
  services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  services.createQueue('letters', { region: 'us-east-1' })
  const endpoint = `http://127.0.0.1:${services.port}`
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  sqs = new SQSClient({ endpoint, region: 'us-east-1', credentials })
  runtime = await startLocalRuntime({
    functions: { 'to-queue': failing(of('sqs', 'letters')), 'to-inbox': failing(of('sns', 'letters')) },
    endpoints: { sqs: endpoint },
    time: 'skip',
  })
})

afterAll(async () => {
  sqs.destroy()
  await runtime.close()
  await services.stop()
})

/** Invokes a function and waits for `count` messages of the event in the inbox. */
async function inboxOf(functionName: string, count: number) {
  const headers = { 'X-Amz-Invocation-Type': 'Event' }
  const answer = await raw(runtime.endpoint, 'POST', `/2015-03-31/functions/${functionName}/invocations`, { headers })
  const requestId = String(answer.headers['x-amzn-requestid'])
  const messages = () => runtime.inbox().filter((message) => message.requestId === requestId)
  await expect.poll(() => messages().length).toBe(count)
  const record = messages().find(({ route }) => route === 'OnFailure')?.body
  const letter = messages().find(({ route }) => route === 'DeadLetter')
  return { requestId, errorPayload: parseInvocationRecord(record).responsePayload, letter }
}

/** ErrorMessage of an error with an empty message: the payload itself, truncated to 1,024 bytes (U-17, DLQ-4). */
const compact = (errorPayload: unknown): string => JSON.stringify(errorPayload).slice(0, 1_024)

describe('the dead letter of an error without a message', () => {
  const empty = { errorType: 'Error', errorMessage: '' }

  it('carries the payload as ErrorMessage with runAsync (U-17)', async () => {
    const handler = async () => {
      throw new Error()
    }
    const DeadLetterConfig = { TargetArn: of('sqs', 'letters') }
    const { record, entries } = await runAsync(handler, {}, { MaximumRetryAttempts: 0, DeadLetterConfig })
    expect(record.responsePayload).toMatchObject(empty)
    expect(entries.at(-1)).toMatchObject({
      type: 'dead-letter-delivered',
      attributes: { ErrorCode: 200, ErrorMessage: compact(record.responsePayload) },
    })
  })

  it('carries the payload as ErrorMessage in the inbox (U-17)', async () => {
    const { requestId, errorPayload, letter } = await inboxOf('to-inbox', 2)
    expect(errorPayload).toMatchObject(empty)
    expect(letter?.attributes).toEqual({ RequestID: requestId, ErrorCode: 200, ErrorMessage: compact(errorPayload) })
  })

  it('carries the payload as ErrorMessage in a queue, where a consumer reads it (U-17)', async () => {
    const { requestId, errorPayload } = await inboxOf('to-queue', 1)
    expect(errorPayload).toMatchObject(empty)
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'letters' }))
    const input = { QueueUrl, WaitTimeSeconds: 10, MessageAttributeNames: ['All'] }
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(input))
    expect(Messages.map(({ MessageAttributes }) => MessageAttributes)).toEqual([
      {
        RequestID: { DataType: 'String', StringValue: requestId },
        ErrorCode: { DataType: 'Number', StringValue: '200' },
        ErrorMessage: { DataType: 'String', StringValue: compact(errorPayload) },
      },
    ])
    expect(describeOutcome(readOutcome(Messages[0]))).toMatchObject({
      requestId,
      reason: 'handler-error',
      error: { errorMessage: compact(errorPayload) },
    })
  })
})
