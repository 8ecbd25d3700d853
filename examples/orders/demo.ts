/**
 * The main use case from the outside: every call to the local runtime goes through the real AWS SDK, and every record
 * is received from a real SQS-compatible server. Time is skipped, so three minutes of retries take a second.
 */
import { createTimelineLog, startLocalRuntime } from '@async-invoke/local-runtime'
import { type InvocationRecord, parseInvocationRecord } from '@async-invoke/schemas'
import {
  type FunctionEventInvokeConfig,
  InvokeCommand,
  LambdaClient,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda'
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { startFauxqs } from 'fauxqs'

const region = 'us-east-2'
const accountId = '123456789012'
const credentials = { accessKeyId: 'demo', secretAccessKey: 'demo' }
const handler = (name: string): { file: string } => ({
  file: new URL(`./handlers/${name}.mjs`, import.meta.url).pathname,
})
const queueArn = (name: string): string => `arn:aws:sqs:${region}:${accountId}:${name}`

const queues = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
const [successes, failures] = ['order-successes', 'order-failures'].map((name) => queues.createQueue(name, { region }))
queues.createQueue('destination', { region })
const sqsEndpoint = `http://127.0.0.1:${queues.port}`

const timeline: string[] = []
const runtime = await startLocalRuntime({
  functions: { error: handler('error'), 'order-processor': handler('order-processor') },
  region,
  accountId,
  time: 'skip',
  endpoints: { sqs: sqsEndpoint },
  onTimeline: createTimelineLog((line) => timeline.push(line)),
})
const lambda = new LambdaClient({ endpoint: runtime.endpoint, region, credentials })
const sqs = new SQSClient({ endpoint: sqsEndpoint, region, credentials })

heading('1. Settings: Put replaces, Update keeps the rest')
const put = { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 0 }
show('put', await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: 'error', ...put })))
const update = { DestinationConfig: { OnFailure: { Destination: queueArn('destination') } } }
show('update', await lambda.send(new UpdateFunctionEventInvokeConfigCommand({ FunctionName: 'error', ...update })))

heading('2. Three orders, each answered with a 202')
const DestinationConfig = {
  OnSuccess: { Destination: queueArn('order-successes') },
  OnFailure: { Destination: queueArn('order-failures') },
}
await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: 'order-processor', DestinationConfig }))
const orders = [
  { why: 'succeeds', order: { orderId: 'A-1001', items: [{ sku: 'KB-75', qty: 1 }] } },
  { why: 'fails every time', order: { orderId: 'A-1002', items: [] } },
  { why: 'fails once', order: { orderId: 'A-1003', items: [{ sku: 'KB-75', qty: 2 }], warehouse: 'slow' } },
]
const requestIds: string[] = []
for (const { why, order } of orders) {
  const Payload = JSON.stringify(order)
  const invoke = new InvokeCommand({ FunctionName: 'order-processor', InvocationType: 'Event', Payload })
  const { StatusCode, Payload: answer, $metadata } = await lambda.send(invoke)
  requestIds.push($metadata.requestId ?? '')
  console.log(`${StatusCode}  ${answer?.length ?? 0} bytes  ${$metadata.requestId}  order ${order.orderId}, ${why}`)
}

const records = [...(await receive(failures?.queueUrl ?? '', 1)), ...(await receive(successes?.queueUrl ?? '', 2))]

heading('3. What happened to each, with the rule behind every decision')
for (const requestId of requestIds) {
  for (const line of timeline.filter((each) => each.includes(` ${requestId.slice(0, 8)} `))) console.log(line)
  console.log()
}

heading('4. The record of the failed order, as received from the queue, checked by @async-invoke/schemas')
const failed = records.find(({ requestContext }) => requestContext.requestId === requestIds[1])
console.log(JSON.stringify(failed, null, 2))

lambda.destroy()
sqs.destroy()
await runtime.close()
await queues.stop()

const seen = records.map(({ requestContext: { condition, approximateInvokeCount: count } }) => `${condition} ${count}`)
const expected = ['RetriesExhausted 3', 'Success 1', 'Success 1']
if (seen.join() !== expected.join()) throw new Error(`expected ${expected.join(', ')} and received ${seen.join(', ')}`)
console.log(`\nDone: ${records.length} records received and valid (${seen.join(', ')}).`)

/** Receives `count` records; each must be a valid invocation record. */
async function receive(QueueUrl: string, count: number): Promise<readonly InvocationRecord[]> {
  const received: InvocationRecord[] = []
  for (let polls = 0; received.length < count && polls < 10; polls += 1) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 2 }))
    for (const { Body, ReceiptHandle } of Messages) {
      received.push(parseInvocationRecord(Body))
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
    }
  }
  return received
}

function heading(title: string): void {
  console.log(`\n${title}\n${'-'.repeat(title.length)}`)
}

/** Prints settings as the AWS CLI does, with the time in seconds since the epoch. */
function show(operation: string, { $metadata: _, ...config }: FunctionEventInvokeConfig & { $metadata: object }): void {
  const LastModified = (config.LastModified?.getTime() ?? 0) / 1_000
  console.log(`${operation.padEnd(7)} ${JSON.stringify({ ...config, LastModified })}`)
}
