import { Duration, type Stack } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { Alias, Code, type FunctionProps, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import {
  EventBridgeDestination,
  LambdaDestination,
  S3Destination,
  SnsDestination,
  SqsDestination,
} from 'aws-cdk-lib/aws-lambda-destinations'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { Queue } from 'aws-cdk-lib/aws-sqs'

type Fill = (stack: Stack) => void

function lambda(stack: Stack, id: string, props: Partial<FunctionProps> = {}): LambdaFunction {
  return new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async (event) => event'),
    ...props,
  })
}

/** What users of the CDK write about asynchronous invocation, by the name of the template. */
export const stacks: Readonly<Record<string, Fill>> = {
  'configure-async-invoke'(stack) {
    lambda(stack, 'Orders').configureAsyncInvoke({
      onSuccess: new SqsDestination(new Queue(stack, 'Shipped')),
      onFailure: new SnsDestination(new Topic(stack, 'Failures')),
      maxEventAge: Duration.hours(1),
      retryAttempts: 1,
    })
  },

  'alias-and-version'(stack) {
    const orders = lambda(stack, 'Orders')
    const failures = new SqsDestination(new Queue(stack, 'Failures'))
    orders.configureAsyncInvoke({ retryAttempts: 0 })
    orders.currentVersion.configureAsyncInvoke({ onFailure: failures })
    const live = new Alias(stack, 'Live', { aliasName: 'live', version: orders.currentVersion })
    live.configureAsyncInvoke({ onFailure: failures, maxEventAge: Duration.minutes(5) })
  },

  'function-properties'(stack) {
    lambda(stack, 'Orders', {
      onSuccess: new EventBridgeDestination(new EventBus(stack, 'Bus')),
      onFailure: new S3Destination(new Bucket(stack, 'Records')),
      maxEventAge: Duration.seconds(60),
      retryAttempts: 2,
    })
  },

  'dead-letter-queues'(stack) {
    lambda(stack, 'Generated', { deadLetterQueueEnabled: true })
    lambda(stack, 'Given', { deadLetterQueue: new Queue(stack, 'DeadLetters') })
    lambda(stack, 'ToTopic', { deadLetterTopic: new Topic(stack, 'DeadTopic') })
  },

  'response-only'(stack) {
    const next = lambda(stack, 'Next')
    const failed = lambda(stack, 'Failed')
    lambda(stack, 'First', {
      onSuccess: new LambdaDestination(next, { responseOnly: true }),
      onFailure: new LambdaDestination(failed),
    })
  },

  'named-resources'(stack) {
    const queue = new Queue(stack, 'Failures', { queueName: 'order-failures' })
    const orders = lambda(stack, 'Orders', { functionName: 'orders' })
    orders.configureAsyncInvoke({ onFailure: new SqsDestination(queue) })
  },

  'default-event-bus'(stack) {
    lambda(stack, 'Orders', { onSuccess: new EventBridgeDestination() })
  },
}
