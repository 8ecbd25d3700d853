import { Type } from '@sinclair/typebox'
import { eventInvokeBounds } from '../src/lib/settings/event-invoke-config.ts'

// A document that people write: a misspelt member would silently be a setting that nobody applies, so none is allowed.
const closed = { additionalProperties: false }

const side = (description: string) =>
  Type.Object(
    {
      Destination: Type.Optional(
        Type.Union([Type.String({ minLength: 1 }), Type.Null()], {
          description: 'ARN of a queue, topic, function, event bus or, on failure, bucket; null or missing: none.',
        }),
      ),
    },
    { ...closed, description },
  )

const settings = Type.Object(
  {
    MaximumRetryAttempts: Type.Optional(
      Type.Integer({
        ...eventInvokeBounds.MaximumRetryAttempts,
        description: 'Retries after a function error; missing: unset, Lambda uses 2.',
      }),
    ),
    MaximumEventAgeInSeconds: Type.Optional(
      Type.Integer({
        ...eventInvokeBounds.MaximumEventAgeInSeconds,
        description: 'Seconds that an event may wait; missing: unset, Lambda uses 21600.',
      }),
    ),
    DestinationConfig: Type.Optional(
      Type.Object(
        {
          OnSuccess: Type.Optional(side('Where records of successes go; missing or empty: nowhere.')),
          OnFailure: Type.Optional(side('Where records of failures go; missing or empty: nowhere.')),
        },
        { ...closed, description: 'Where records go; missing: nowhere.' },
      ),
    ),
  },
  { ...closed, description: 'All settings of one qualifier: what is left out is unset.' },
)

const deadLetterConfig = Type.Object(
  { TargetArn: Type.String({ minLength: 1, description: 'ARN of a standard queue or topic.' }) },
  { ...closed, description: 'A dead-letter queue.' },
)

const desiredFunction = Type.Object(
  {
    DeadLetterConfig: Type.Optional(
      Type.Union([deadLetterConfig, Type.Null()], {
        description: 'Dead-letter queue of the unpublished function; null: there is none. Missing: not managed.',
      }),
    ),
    EventInvokeConfigs: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), Type.Union([settings, Type.Null()]), {
        description:
          'Settings by qualifier: `$LATEST`, a version or an alias; null: none are stored. Not listed: not managed.',
      }),
    ),
  },
  { ...closed, description: 'What is managed of one function.' },
)

/** The asynchronous settings that functions should have, as a team keeps them beside its code. */
export const desiredState = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'For editors.' })),
    version: Type.Literal('1.0', { description: 'Version of this document format.' }),
    functions: Type.Record(Type.String({ minLength: 1 }), desiredFunction, {
      description: 'By function name or unqualified ARN.',
    }),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:async-invoke:schema:desired-state:1.0',
    title: 'DesiredState',
    description:
      'The asynchronous settings that AWS Lambda functions should have, across $LATEST, versions and aliases (a document of this project).',
    examples: [
      {
        version: '1.0',
        functions: {
          'order-processor': {
            DeadLetterConfig: null,
            EventInvokeConfigs: {
              $LATEST: null,
              live: {
                MaximumRetryAttempts: 1,
                MaximumEventAgeInSeconds: 3600,
                DestinationConfig: {
                  OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123456789012:order-failures' },
                },
              },
            },
          },
        },
      },
    ],
  },
)
