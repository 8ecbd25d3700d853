import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { S3Client } from '@aws-sdk/client-s3'
import { SNSClient } from '@aws-sdk/client-sns'
import { SQSClient } from '@aws-sdk/client-sqs'

/** SDK clients of all targets for one local server, without retries. */
export function clientsOf(endpoint: string) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const config = { endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }
  const clients = {
    sqs: new SQSClient(config),
    sns: new SNSClient(config),
    lambda: new LambdaClient(config),
    eventBridge: new EventBridgeClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
  }
  const destroy = (): void => {
    for (const client of Object.values(clients)) client.destroy()
  }
  return { ...clients, destroy }
}
