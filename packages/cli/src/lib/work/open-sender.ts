import { createSender, type Sender } from '@async-invoke/destinations/send'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { S3Client } from '@aws-sdk/client-s3'
import { SNSClient } from '@aws-sdk/client-sns'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { ClientConfig } from '../aws/client-config.ts'

/** The sender of records and dead letters to AWS. */
export function openSender(config: ClientConfig): Sender {
  return createSender({
    sqs: new SQSClient(config),
    sns: new SNSClient(config),
    lambda: new LambdaClient(config),
    eventBridge: new EventBridgeClient(config),
    s3: new S3Client(config),
  })
}
