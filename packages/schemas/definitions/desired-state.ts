import { type Static, Type } from '@sinclair/typebox'
import { eventInvokeBounds } from '../src/lib/settings/event-invoke-config.ts'

// People write this document, and a misspelt member would be ignored silently, so unknown members are not allowed.
const closed = { additionalProperties: false }

const side = (description: string) =>
  Type.Object(
    {
      Destination: Type.Optional(
        Type.Union([Type.String({ minLength: 1 }), Type.Null()], {
          description: 'ARN of a queue, topic, function, event bus or, on failure, bucket; null or missing for none.',
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
        description: 'Retries after a function error. If missing, it is unset and Lambda applies 2.',
      }),
    ),
    MaximumEventAgeInSeconds: Type.Optional(
      Type.Integer({
        ...eventInvokeBounds.MaximumEventAgeInSeconds,
        description: 'Seconds that an event may wait. If missing, it is unset and Lambda applies 21600.',
      }),
    ),
    DestinationConfig: Type.Optional(
      Type.Object(
        {
          OnSuccess: Type.Optional(side('Destination of records of successes; missing or empty for none.')),
          OnFailure: Type.Optional(side('Destination of records of failures; missing or empty for none.')),
        },
        { ...closed, description: 'Destinations of records; missing for none.' },
      ),
    ),
  },
  { ...closed, description: 'All settings of one qualifier. A missing member is unset.' },
)

const deadLetterConfig = Type.Object(
  { TargetArn: Type.String({ minLength: 1, description: 'ARN of a standard queue or topic.' }) },
  { ...closed, description: 'A dead-letter queue.' },
)

const desiredFunction = Type.Object(
  {
    DeadLetterConfig: Type.Optional(
      Type.Union([deadLetterConfig, Type.Null()], {
        description: 'Dead-letter queue of the unpublished function; null for none. If missing, it is not managed.',
      }),
    ),
    EventInvokeConfigs: Type.Optional(
      Type.Record(Type.String({ minLength: 1 }), Type.Union([settings, Type.Null()]), {
        description:
          'Settings by qualifier: `$LATEST`, a version or an alias; null for none. A qualifier that is not listed is not managed.',
      }),
    ),
  },
  { ...closed, description: 'The managed settings of one function.' },
)

const unknownSettings = Type.Object(
  {
    setting: Type.Union([Type.Literal('EventInvokeConfig'), Type.Literal('DeadLetterConfig')], {
      description: 'The settings of a qualifier, or the dead-letter queue of a function.',
    }),
    functionName: Type.Optional(
      Type.String({ minLength: 1, description: 'If missing, the settings may be those of any function.' }),
    ),
    qualifier: Type.Optional(
      Type.String({ minLength: 1, description: 'If missing, the settings may be those of any qualifier.' }),
    ),
    reason: Type.String({ description: 'Why they are unknown.' }),
  },
  { ...closed, description: 'Settings that exist although this document cannot say what they are.' },
)

/** The asynchronous settings that functions should have, to be kept with a team's code. */
export const desiredState = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'For editors.' })),
    version: Type.Literal('1.0', { description: 'Version of this document format.' }),
    functions: Type.Record(Type.String({ minLength: 1 }), desiredFunction, {
      description: 'By function name or unqualified ARN.',
    }),
    defaults: Type.Optional(
      Type.Unsafe<Static<typeof settings>>({
        ...settings,
        description:
          'Members of settings that this document leaves out elsewhere. A destination that is null, and an empty side, take none.',
      }),
    ),
    patterns: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z0-9_*-]+$' }), desiredFunction, {
        ...closed,
        description:
          'By pattern, in which `*` stands for any characters: for every function whose name matches, also those that this document does not list. Later patterns win over earlier ones, and the entry of a function over all, for each qualifier.',
      }),
    ),
    unknown: Type.Optional(
      Type.Array(unknownSettings, {
        description:
          'Settings that are wanted and not known, as read from a template. They are neither compared nor changed nor deleted.',
      }),
    ),
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
