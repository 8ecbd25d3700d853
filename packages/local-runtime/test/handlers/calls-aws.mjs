import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

// Clients without any settings, as in a function on Lambda.
const calls = {
  lambda: () => new LambdaClient({}).send(new GetAccountSettingsCommand({})),
  sqs: () =>
    new SQSClient({}).send(
      new SendMessageCommand({ QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/q', MessageBody: 'm' }),
    ),
  sns: () =>
    new SNSClient({}).send(
      new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:123456789012:t', Message: 'm' }),
    ),
  events: () => new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [{ Source: 's' }] })),
  s3: () => new S3Client({}).send(new GetObjectCommand({ Bucket: 'b', Key: 'k' })),
}

export const handler = async ({ service }) => {
  try {
    const { $metadata } = await calls[service]()
    return { status: $metadata.httpStatusCode }
  } catch (error) {
    return { status: error.$metadata?.httpStatusCode, name: error.name, message: error.message }
  }
}

export const variables = async () => process.env
