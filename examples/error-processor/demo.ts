import { startLocalRuntime } from '@async-invoke/local-runtime'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { startFauxqs } from 'fauxqs'
import { startCloudWatchLogs } from './local/cloudwatch-logs.ts'

const accountId = '000000000000'
const services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false, messageSpies: true })
const logs = await startCloudWatchLogs()
const endpoint = `http://127.0.0.1:${services.port}`
const runtime = await startLocalRuntime({
  template: new URL('./template.yaml', import.meta.url).pathname,
  templateParameters: { LogDelaySeconds: '0' },
  endpoints: { sqs: endpoint, s3: endpoint },
  environment: { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: logs.endpoint },
  accountId,
  time: 'skip',
  onLine: logs.add,
})
for (const line of runtime.notServed()) console.log(`not served: ${line}`)

const client = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
const lambda = new LambdaClient({ endpoint: runtime.endpoint, ...client })
const s3 = new S3Client({ endpoint, ...client })
const Bucket = `order-error-reports-${accountId}`

const Payload = JSON.stringify({ orderId: 'A-1002', items: [] })
for (const FunctionName of ['ProcessOrder', 'RefundOrder'])
  await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }))
await uploads(2)

// SQS delivers at least once: the record of the failure comes again, and its report is filed in the same place.
const record = await services.spy.waitForMessage({ service: 'sqs', queueName: 'Failures', status: 'published' })
if (record.service === 'sqs') services.sendMessage('Failures', record.body)
await uploads(3)

const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }))
for (const { Key } of Contents) {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }))
  console.log(`${Key}\n${await Body?.transformToString()}\n`)
}
console.log(`3 messages, ${Contents.length} reports`)

lambda.destroy()
s3.destroy()
await runtime.close()
await logs.stop()
await services.stop()

async function uploads(count: number): Promise<void> {
  await services.spy.waitForMessages({ service: 's3', bucket: Bucket }, { count, status: 'uploaded' })
}
