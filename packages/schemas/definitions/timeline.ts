import { Type } from '@sinclair/typebox'
import { published } from './published.ts'

const instant = (description: string) =>
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$', description })

const entry = Type.Object(
  {
    type: Type.String({
      minLength: 1,
      description:
        'What happened. Known: accepted, attempt-started, attempt-ended, waiting, ended, delivered, kept, delivery-failed, lease-lost, outcome-unknown, quarantined, lost. Open: more may come.',
      examples: ['accepted', 'attempt-started', 'attempt-ended', 'waiting', 'ended', 'delivered'],
    }),
    at: instant('When it happened, on the clock of the engine.'),
    attempt: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Number of the attempt, including throttled ones.' }),
    ),
    version: Type.Optional(Type.String({ description: 'Version of the attempt, if it was known.' })),
    outcome: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'How the attempt ended: success, functionError, notFound, throttle, systemError, refused.',
      }),
    ),
    limit: Type.Optional(
      Type.String({ minLength: 1, description: 'Limit that throttled the attempt: reserved or account.' }),
    ),
    timedOut: Type.Optional(Type.Boolean({ description: 'True if the function exceeded its timeout.' })),
    errorType: Type.Optional(Type.String({ description: 'Type in the error object of the function.' })),
    errorMessage: Type.Optional(
      Type.String({ description: 'Message in the error object of the function; at most 1,024 characters.' }),
    ),
    stack: Type.Optional(
      Type.Array(Type.String(), { description: 'First frames of the stack in the error object, at most 8.' }),
    ),
    payloadBytes: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'Size in bytes of the event, of an acceptance, or of the response or error object, of an attempt.',
      }),
    ),
    payloadHead: Type.Optional(Type.String({ description: 'First kilobyte of that payload, as text.' })),
    logPosition: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'Number of log lines that the function had written before the attempt.',
      }),
    ),
    until: Type.Optional(instant('When the wait ends.')),
    delayMs: Type.Optional(Type.Number({ minimum: 0, description: 'Length of the wait, in milliseconds.' })),
    rules: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), { description: 'Ids of the rules behind the decision.' }),
    ),
    explanation: Type.Optional(
      Type.String({ description: 'For people: the decision and its reasons, or where a delivery was kept and why.' }),
    ),
    condition: Type.Optional(Type.String({ minLength: 1, description: 'Condition of the record (TRM-1).' })),
    approximateInvokeCount: Type.Optional(
      Type.Integer({ minimum: 0, description: 'The count in the record (REC-9).' }),
    ),
    statusCode: Type.Optional(Type.Integer({ description: 'Status code in the record.' })),
    route: Type.Optional(
      Type.String({ minLength: 1, description: 'OnSuccess, OnFailure or DeadLetter.', examples: ['OnFailure'] }),
    ),
    destinationArn: Type.Optional(Type.String({ minLength: 1, description: 'Target of the delivery.' })),
    error: Type.Optional(Type.String({ description: 'Why the delivery failed, or the event was refused.' })),
    reason: Type.Optional(Type.String({ minLength: 1, description: 'Why the event was quarantined.' })),
  },
  { description: 'One entry; its members depend on `type`.' },
)

/** Everything that happened to one event, in order. */
export const timeline = Type.Object(
  {
    version: Type.Literal('1.0', { description: 'Version of the timeline format.' }),
    requestId: Type.String({ minLength: 1, description: 'Request id of the 202 that accepted the event (INV-8).' }),
    functionArn: Type.Optional(Type.String({ minLength: 1, description: 'ARN as invoked, qualified.' })),
    acceptedAt: Type.Optional(instant('When the event was accepted; its age counts from here (RTY-5).')),
    entries: Type.Array(entry, { description: 'What happened, in order.' }),
  },
  {
    ...published('timeline', '1.0', 'Timeline'),
    description:
      'Timeline of one asynchronous invocation: attempts, waits with their reasons, deliveries (a document of this project).',
    examples: [
      {
        version: '1.0',
        requestId: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21',
        functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST',
        acceptedAt: '2026-02-10T09:15:00.000Z',
        entries: [
          { type: 'accepted', at: '2026-02-10T09:15:00.000Z' },
          { type: 'attempt-started', at: '2026-02-10T09:15:00.000Z', attempt: 1 },
          { type: 'attempt-ended', at: '2026-02-10T09:15:00.120Z', attempt: 1, outcome: 'functionError' },
          {
            type: 'waiting',
            at: '2026-02-10T09:15:00.120Z',
            until: '2026-02-10T09:16:00.120Z',
            delayMs: 60_000,
            rules: ['4.2.5c'],
            explanation: 'Waits 60 s. Retry n comes n x 60 s after the failure before it (4.2.5c).',
          },
          { type: 'attempt-started', at: '2026-02-10T09:16:00.120Z', attempt: 2 },
          { type: 'attempt-ended', at: '2026-02-10T09:16:00.200Z', attempt: 2, outcome: 'success' },
          {
            type: 'ended',
            at: '2026-02-10T09:16:00.200Z',
            condition: 'Success',
            approximateInvokeCount: 1,
            statusCode: 200,
            rules: ['4.2.4', 'REC-9'],
          },
          {
            type: 'delivered',
            at: '2026-02-10T09:16:00.240Z',
            route: 'OnSuccess',
            destinationArn: 'arn:aws:sqs:us-east-1:123456789012:order-results',
          },
        ],
      },
    ],
  },
)
