import { Type } from '@sinclair/typebox'
import { timestampPattern } from './patterns.ts'
import { published } from './published.ts'

/** An attribute that AWS documents by its name alone, in the spelling of any envelope. */
const attribute = (title: string, description: string) => {
  const value = Type.String({ minLength: 1 })
  const type = Type.String()
  return Type.Union(
    [
      Type.Object({ StringValue: value, DataType: type }, { description: 'SQS ReceiveMessage.' }),
      Type.Object({ stringValue: value, dataType: type }, { description: "Lambda's SQS event." }),
      Type.Object({ Value: value, Type: type }, { description: 'SNS notifications.' }),
    ],
    { title, description },
  )
}

const common = {
  ERROR_CODE: Type.Optional(attribute('NeighbourErrorCode', 'Code of the error, for example `NO_PERMISSIONS`.')),
  ERROR_MESSAGE: Type.Optional(attribute('NeighbourErrorMessage', 'Message of the error.')),
  RETRY_ATTEMPTS: Type.Optional(attribute('NeighbourRetryAttempts', 'Number of retries, as a string.')),
  EXHAUSTED_RETRY_CONDITION: Type.Optional(
    attribute(
      'NeighbourExhaustedRetryCondition',
      '`MaximumRetryAttempts` or `MaximumEventAgeInSeconds`; absent for an error that is not retried.',
    ),
  ),
}

const rule = 'arn:aws:events:us-east-1:123456789012:rule/order-failures'
const target = 'arn:aws:lambda:us-east-1:123456789012:function:order-alerts'
const text = (StringValue: string) => ({ StringValue, DataType: 'String' })

/** The message attributes of an event that a rule of EventBridge could not deliver (CON-10). */
export const ruleDeadLetterAttributes = Type.Object(
  {
    RULE_ARN: attribute('RuleArn', 'ARN of the rule.'),
    TARGET_ARN: Type.Optional(attribute('RuleTargetArn', 'ARN of the target.')),
    ...common,
  },
  {
    ...published('rule-dead-letter-attributes', '1.0', 'RuleDeadLetterAttributes'),
    description:
      'Message attributes of an event that an EventBridge rule could not deliver; the body is the event (Amazon EventBridge User Guide, "Using dead-letter queues").',
    examples: [
      {
        RULE_ARN: text(rule),
        TARGET_ARN: text(target),
        ERROR_CODE: text('NO_PERMISSIONS'),
        ERROR_MESSAGE: text('The role has no permission.'),
        RETRY_ATTEMPTS: { StringValue: '0', DataType: 'Number' },
      },
    ],
  },
)

/** The message attributes of an invocation that EventBridge Scheduler could not make (CON-10). */
export const scheduleDeadLetterAttributes = Type.Object(
  {
    SCHEDULE_ARN: attribute('ScheduleArn', 'ARN of the schedule.'),
    SCHEDULED_TIME: Type.Optional(attribute('ScheduledTime', 'When the target was to be invoked: ISO 8601, UTC.')),
    EXECUTION_ID: Type.Optional(attribute('ExecutionId', 'Id of the execution.')),
    TARGET_ARN: Type.Optional(attribute('ScheduleTargetArn', 'ARN of the target.')),
    IS_PAYLOAD_TRUNCATED: Type.Optional(attribute('IsPayloadTruncated', 'Whether the body is cut: `true` or `false`.')),
    ...common,
  },
  {
    ...published('schedule-dead-letter-attributes', '1.0', 'ScheduleDeadLetterAttributes'),
    description:
      'Message attributes of an invocation that a schedule could not make; the body is the payload (EventBridge Scheduler User Guide, "Configuring a dead-letter queue").',
    examples: [
      {
        SCHEDULE_ARN: text('arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly'),
        SCHEDULED_TIME: text('2026-02-10T01:12:00Z'),
        EXECUTION_ID: text('ad06616e51cdf74a'),
        TARGET_ARN: text(target),
        ERROR_CODE: text('ResourceNotFoundException'),
        ERROR_MESSAGE: text('Function not found'),
        RETRY_ATTEMPTS: text('0'),
        EXHAUSTED_RETRY_CONDITION: text('MaximumEventAgeInSeconds'),
        IS_PAYLOAD_TRUNCATED: text('false'),
      },
    ],
  },
)

const batchInfo = (source: string) =>
  Type.Optional(
    Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: {},
      description: `The batch in ${source}: shard, sequence numbers, times of arrival, size, stream.`,
    }),
  )

/** The document that a pipe of EventBridge sends when it gives up on a batch (CON-10). */
export const pipeFailure = Type.Object(
  {
    version: Type.Optional(Type.String({ description: '`1.0`.' })),
    timestamp: Type.Optional(
      Type.String({ pattern: timestampPattern, description: 'When the pipe gave up: ISO 8601, UTC.' }),
    ),
    context: Type.Object(
      {
        partnerResourceArn: Type.String({ minLength: 1, description: 'ARN of the pipe.' }),
        condition: Type.String({ description: '`RetryAttemptsExhausted` or `RecordAgeExceeded`; open to others.' }),
      },
      { description: 'Which pipe, and why.' },
    ),
    KinesisBatchInfo: batchInfo('a Kinesis stream'),
    DDBStreamBatchInfo: batchInfo('a DynamoDB stream'),
  },
  {
    ...published('pipe-failure', '1.0', 'PipeFailure'),
    description:
      'Failure of an EventBridge pipe that reads a stream; it describes the batch, whose records stay in the stream (Amazon EventBridge User Guide, "EventBridge Pipes error handling").',
    examples: [
      {
        context: {
          partnerResourceArn: 'arn:aws:pipes:us-east-1:123456789012:pipe/orders',
          condition: 'RetryAttemptsExhausted',
        },
        version: '1.0',
        timestamp: '2026-02-10T15:03:51.498Z',
        KinesisBatchInfo: {
          shardId: 'shardId-000000000000',
          startSequenceNumber: '1',
          endSequenceNumber: '1',
          approximateArrivalOfFirstRecord: '2026-02-10T15:03:46.620Z',
          approximateArrivalOfLastRecord: '2026-02-10T15:03:46.620Z',
          batchSize: 1,
          streamArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/orders',
        },
      },
    ],
  },
)
