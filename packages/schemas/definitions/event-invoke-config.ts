import { Type } from '@sinclair/typebox'
import { eventInvokeBounds } from '../src/lib/settings/event-invoke-config.ts'
import { maxDestinationLength } from '../src/lib/target/target-patterns.ts'
import { deadLetterTargetPattern, destinationPattern, functionArnPattern, timestampPattern } from './patterns.ts'
import { published } from './published.ts'

const apiVersion = '2019-09-25'
const operations = 'Lambda API reference'
const integerOrNull = (options: object) => Type.Unsafe<number | null>({ type: ['integer', 'null'], ...options })
const stringOrNull = (options: object) => Type.Unsafe<string | null>({ type: ['string', 'null'], ...options })

const retries = 'Retries after a function error, 0 to 2; unset means 2'
const age = 'Seconds an event may wait in the queue, 60 to 21600; unset means 21600'

const requestedSide = (purpose: string) =>
  Type.Optional(
    Type.Unsafe<{ Destination?: string | null } | null>({
      type: ['object', 'null'],
      description: `${purpose}. Absent or {} keeps the side on Update and leaves it unset on Put (CFG-8).`,
      properties: {
        Destination: {
          type: ['string', 'null'],
          maxLength: maxDestinationLength,
          pattern: destinationPattern,
          description: 'ARN of the destination; an empty string clears the side (CFG-8).',
        },
      },
    }),
  )

/** Body of PutFunctionEventInvokeConfig and UpdateFunctionEventInvokeConfig; null means the same as absent (U-20). */
export const eventInvokeConfigRequest = Type.Object(
  {
    MaximumRetryAttempts: Type.Optional(
      integerOrNull({ ...eventInvokeBounds.MaximumRetryAttempts, description: `${retries}.` }),
    ),
    MaximumEventAgeInSeconds: Type.Optional(
      integerOrNull({ ...eventInvokeBounds.MaximumEventAgeInSeconds, description: `${age}.` }),
    ),
    DestinationConfig: Type.Optional(
      Type.Unsafe<{
        OnSuccess?: { Destination?: string | null } | null
        OnFailure?: { Destination?: string | null } | null
      } | null>({
        ...Type.Object({
          OnSuccess: requestedSide('Destination of the record of a success'),
          OnFailure: requestedSide('Destination of the record of any other outcome'),
        }),
        type: ['object', 'null'],
        description: 'Destinations of invocation records, one per side.',
      }),
    ),
  },
  {
    ...published('event-invoke-config-request', apiVersion, 'EventInvokeConfigRequest'),
    description: `Body of PutFunctionEventInvokeConfig (replaces) and UpdateFunctionEventInvokeConfig (merges): at least one setting, and a side object counts as one (${operations}; CFG-9 observed).`,
    examples: [
      {
        MaximumRetryAttempts: 1,
        MaximumEventAgeInSeconds: 3600,
        DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123456789012:order-failures' } },
      },
    ],
    anyOf: [
      { required: ['MaximumRetryAttempts'], properties: { MaximumRetryAttempts: { type: 'integer' } } },
      { required: ['MaximumEventAgeInSeconds'], properties: { MaximumEventAgeInSeconds: { type: 'integer' } } },
      ...['OnSuccess', 'OnFailure'].map((side) => ({
        required: ['DestinationConfig'],
        properties: {
          DestinationConfig: { type: 'object', required: [side], properties: { [side]: { type: 'object' } } },
        },
      })),
    ],
  },
)

const functionArn = {
  pattern: functionArnPattern,
  description: 'The configured function, always with a qualifier: `:$LATEST`, a version or an alias (CFG-3).',
}
const answeredSide = (description: string) =>
  Type.Object({ Destination: stringOrNull({ description: 'ARN, or null if the side is unset.' }) }, { description })

/** The response on the wire: always all five members, unset ones null (CFG-1). */
export const functionEventInvokeConfig = Type.Object(
  {
    LastModified: Type.Number({
      minimum: 0,
      description: 'Epoch seconds with a fraction; may be printed with an exponent, 1.789408477685E9 (CFG-4).',
    }),
    FunctionArn: Type.String(functionArn),
    MaximumRetryAttempts: integerOrNull({ minimum: 0, description: `${retries} (CFG-2).` }),
    MaximumEventAgeInSeconds: integerOrNull({ minimum: 0, description: `${age} (CFG-2).` }),
    DestinationConfig: Type.Object(
      { OnSuccess: answeredSide('Success side.'), OnFailure: answeredSide('Failure side.') },
      { description: 'Both sides, always.' },
    ),
  },
  {
    ...published('function-event-invoke-config', apiVersion, 'FunctionEventInvokeConfig'),
    description: `Response of Put, Update and Get, and element of List, on the wire (${operations}; nulls observed).`,
    examples: [
      {
        DestinationConfig: {
          OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123456789012:order-failures' },
          OnSuccess: { Destination: null },
        },
        FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST',
        LastModified: 1770714600.479,
        MaximumEventAgeInSeconds: 3600,
        MaximumRetryAttempts: null,
      },
    ],
  },
)

const sdkSide = Type.Object(
  { Destination: Type.Optional(Type.String({ description: 'ARN of the destination; missing if unset.' })) },
  { description: 'One side; {} if unset.' },
)

/** The same as AWS SDKs return it, without nulls; `LastModified` is a Date in memory and ISO 8601 in JSON (CFG-1). */
export const sdkFunctionEventInvokeConfig = Type.Object(
  {
    LastModified: Type.Optional(
      Type.Unsafe<Date>(
        Type.String({
          pattern: timestampPattern,
          description: 'A Date in memory, ISO 8601 in JSON. The wire has epoch seconds (CFG-4).',
        }),
      ),
    ),
    FunctionArn: Type.Optional(Type.String(functionArn)),
    MaximumRetryAttempts: Type.Optional(Type.Integer({ minimum: 0, description: `${retries} (CFG-2).` })),
    MaximumEventAgeInSeconds: Type.Optional(Type.Integer({ minimum: 0, description: `${age} (CFG-2).` })),
    DestinationConfig: Type.Optional(
      Type.Object(
        { OnSuccess: Type.Optional(sdkSide), OnFailure: Type.Optional(sdkSide) },
        { description: 'Destinations of invocation records.' },
      ),
    ),
  },
  {
    ...published('sdk-function-event-invoke-config', apiVersion, 'SdkFunctionEventInvokeConfig'),
    description: 'The settings as AWS SDKs return them: unset members are missing, never null (CFG-1, observed).',
    examples: [
      {
        LastModified: '2026-02-10T09:10:00.479Z',
        FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST',
        MaximumRetryAttempts: 1,
        DestinationConfig: {
          OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123456789012:order-failures' },
          OnSuccess: {},
        },
      },
    ],
  },
)

/** `DeadLetterConfig` of CreateFunction, UpdateFunctionConfiguration and the function's configuration (FNC-1). */
export const deadLetterConfig = Type.Object(
  {
    TargetArn: Type.Optional(
      Type.String({
        pattern: deadLetterTargetPattern,
        description:
          'A standard SQS queue or SNS topic. On update, missing keeps and an empty string removes it (FNC-2).',
      }),
    ),
  },
  {
    ...published('dead-letter-config', '2015-03-31', 'DeadLetterConfig'),
    description: `Target of the original event of a failed asynchronous invocation (${operations}, DeadLetterConfig).`,
    examples: [{ TargetArn: 'arn:aws:sqs:us-east-1:123456789012:order-dlq' }],
  },
)
