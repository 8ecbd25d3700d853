import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'

const sns = new SNSClient({})

/** Takes an order of the API, and publishes it. */
export async function handler({ body }: { readonly body: string }) {
  await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Message: body }))
  return { statusCode: 202, body: 'placed' }
}
