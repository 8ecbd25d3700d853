import { Type } from '@sinclair/typebox'
import { timestampPattern } from './patterns.ts'
import { published } from './published.ts'

const text = (description: string) => Type.Optional(Type.String({ description }))

const identity = (description: string) =>
  Type.Optional(Type.Object({ principalId: text('Id of the principal.') }, { description }))

const bucket = Type.Object(
  {
    name: Type.String({ minLength: 1, description: 'Name of the bucket.' }),
    ownerIdentity: identity('Owner of the bucket.'),
    arn: Type.String({ minLength: 1, description: 'ARN of the bucket.' }),
  },
  { description: 'The bucket.' },
)

const object = Type.Object(
  {
    key: Type.String({
      minLength: 1,
      description: 'Key of the object, encoded as in a form: a space is `+` (BKT-1).',
    }),
    size: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'Size in bytes; absent if the object is gone or only its tags changed.',
      }),
    ),
    eTag: text('Entity tag; absent if the object is gone.'),
    versionId: Type.Optional(
      Type.Unsafe<string | null>({
        type: ['string', 'null'],
        description: 'Version of the object; absent or null in a bucket without versions.',
      }),
    ),
    sequencer: text('Hexadecimal number that orders the events of one key; only on puts and deletes.'),
  },
  { description: 'The object.' },
)

const s3EventRecord = Type.Object({
  eventVersion: Type.String({
    pattern: '^2\\.\\d+$',
    description: '`2.1`; `2.2` and `2.3` add the members of single types of events. A greater minor version adds more.',
  }),
  eventSource: Type.Literal('aws:s3', { description: 'Always `aws:s3`.' }),
  awsRegion: Type.String({ description: 'Region of the bucket.' }),
  eventTime: Type.String({
    pattern: timestampPattern,
    description: 'When S3 finished the request: ISO 8601, UTC, to the millisecond.',
  }),
  eventName: Type.String({
    minLength: 1,
    description: 'Type of the event without the prefix `s3:`, such as `ObjectCreated:Put`.',
  }),
  userIdentity: identity('Who caused the event.'),
  requestParameters: Type.Optional(
    Type.Object(
      { sourceIPAddress: text('Address of the request; `s3.amazonaws.com` for S3 itself.') },
      { description: 'The request.' },
    ),
  ),
  responseElements: Type.Optional(
    Type.Unsafe<Record<string, string>>({
      type: 'object',
      additionalProperties: { type: 'string' },
      description: '`x-amz-request-id` and `x-amz-id-2` of the response.',
    }),
  ),
  s3: Type.Object(
    {
      s3SchemaVersion: text('`1.0`.'),
      configurationId: text('Id of the notification in the configuration of the bucket.'),
      bucket,
      object,
    },
    { description: 'Bucket and object.' },
  ),
  glacierEventData: Type.Optional(
    Type.Object(
      {
        restoreEventData: Type.Optional(
          Type.Object(
            {
              lifecycleRestorationExpiryTime: text('When the restored copy expires.'),
              lifecycleRestoreStorageClass: text('Storage class that the object was restored from.'),
            },
            { description: 'The restored copy.' },
          ),
        ),
      },
      { description: 'Only on `ObjectRestore:Completed`.' },
    ),
  ),
  replicationEventData: Type.Optional(
    Type.Object(
      {
        replicationRuleId: text('Id of the rule.'),
        destinationBucket: text('ARN of the bucket that receives the copy.'),
        s3Operation: text('The operation, such as `OBJECT_PUT`.'),
        requestTime: text('When the request was made.'),
        failureReason: text('Why it failed, such as `AssumeRoleNotPermitted`.'),
      },
      { description: 'Only on `Replication:…`.' },
    ),
  ),
  lifecycleEventData: Type.Optional(
    Type.Object(
      {
        transitionEventData: Type.Optional(
          Type.Object(
            { destinationStorageClass: text('Storage class that the object moved to.') },
            { description: 'The transition.' },
          ),
        ),
      },
      { description: 'Only on `LifecycleTransition`.' },
    ),
  ),
  intelligentTieringEventData: Type.Optional(
    Type.Object(
      { destinationAccessTier: text('Access tier that the object moved to.') },
      { description: 'Only on `IntelligentTiering`.' },
    ),
  ),
})

/** The event of a function that a bucket notifies (BKT-1, BKT-3). */
export const s3Event = Type.Object(
  { Records: Type.Array(s3EventRecord, { description: 'One element per change.' }) },
  {
    ...published('s3-event', '2', 'S3Event'),
    description: 'Lambda\'s event for a bucket (Amazon S3 User Guide, "Event message structure"; members observed).',
    examples: [
      {
        Records: [
          {
            eventVersion: '2.1',
            eventSource: 'aws:s3',
            awsRegion: 'us-east-1',
            eventTime: '2026-02-10T09:20:31.902Z',
            eventName: 'ObjectCreated:Put',
            userIdentity: { principalId: 'AWS:AIDAEXAMPLEID1234567' },
            requestParameters: { sourceIPAddress: '192.0.2.10' },
            responseElements: { 'x-amz-request-id': 'C3D13FE58DE4C810', 'x-amz-id-2': 'RXhhbXBsZQ==' },
            s3: {
              s3SchemaVersion: '1.0',
              configurationId: 'orders',
              bucket: {
                name: 'order-uploads',
                ownerIdentity: { principalId: 'A3NL1KOZZKExample' },
                arn: 'arn:aws:s3:::order-uploads',
              },
              object: {
                key: 'in/order+A-1002.json',
                size: 1024,
                eTag: 'd41d8cd98f00b204e9800998ecf8427e',
                sequencer: '0055AED6DCD90281E5',
              },
            },
          },
        ],
      },
    ],
  },
)
