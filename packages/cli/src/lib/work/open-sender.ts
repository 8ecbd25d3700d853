import { createSender, type Sender } from '@async-invoke/destinations/send'
import type { Endpoints } from '@async-invoke/local-runtime'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { S3Client } from '@aws-sdk/client-s3'
import { SNSClient } from '@aws-sdk/client-sns'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { ClientConfig } from '../aws/client-config.ts'

/**
 * The sender of records and dead letters to AWS, or to other endpoints: that of `config` for all services, or else those of the
 * configuration file.
 */
export function openSender(config: ClientConfig, endpoints: Endpoints): Sender {
  const at = (endpoint: string | undefined) => ({ ...(endpoint !== undefined && { endpoint }), ...config })
  return createSender({
    sqs: new SQSClient(at(endpoints.sqs)),
    sns: new SNSClient(at(endpoints.sns)),
    lambda: new LambdaClient(config),
    eventBridge: new EventBridgeClient(at(endpoints.events)),
    s3: new S3Client({ ...at(endpoints.s3), ...(endpoints.s3 !== undefined && { forcePathStyle: true }) }),
  })
}
