import { Type } from '@sinclair/typebox'
import { functionArnPattern, timestampPattern } from './patterns.ts'
import { published } from './published.ts'

const requestContext = Type.Object(
  {
    requestId: Type.String({
      minLength: 1,
      description: 'Request id of the 202 that accepted the event; the same in every attempt (INV-8).',
    }),
    functionArn: Type.String({
      pattern: functionArnPattern,
      description: 'ARN as invoked, always with a qualifier: an unqualified invoke shows `:$LATEST` (REC-1).',
    }),
    condition: Type.String({
      minLength: 1,
      description:
        'Why the record was made. Known: Success, RetriesExhausted, EventAgeExceeded, ZeroReservedConcurrency. Open: AWS may add more (TRM-1).',
      examples: ['Success', 'RetriesExhausted', 'EventAgeExceeded', 'ZeroReservedConcurrency'],
    }),
    approximateInvokeCount: Type.Integer({
      minimum: 0,
      description: 'Attempts with a definite result; throttled attempts do not count (REC-9).',
    }),
  },
  { description: 'Which event, which function, and why this record exists.' },
)

const responseContext = Type.Object(
  {
    statusCode: Type.Integer({
      description: '200 if code ran, 404 if the function was gone, 429 if throttled until expiry.',
    }),
    executedVersion: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Version that ran, `$LATEST` or a number; absent if no code ran (REC-2).',
      }),
    ),
    functionError: Type.Optional(
      Type.String({
        minLength: 1,
        description: '`Unhandled`, or `Handled` in records from 2019; absent without a function error (REC-3).',
      }),
    ),
  },
  { description: 'How the last attempt ended. Absent for ZeroReservedConcurrency.' },
)

const deliveryError = Type.Object(
  {
    statusCode: Type.Integer({ description: '400 for a response that is not JSON.' }),
    errorCode: Type.String({ description: '`InvalidRequestContentException` for a response that is not JSON.' }),
    errorMessage: Type.String({ description: 'A message for people.' }),
  },
  {
    description:
      'Present if the response could not be put into the record, for example because it is not JSON (REC-8).',
  },
)

/** The record that Lambda sends to a destination; open to members and conditions that AWS adds later. */
export const invocationRecord = Type.Object(
  {
    version: Type.Literal('1.0', { description: 'Version of the record format.' }),
    timestamp: Type.String({
      pattern: timestampPattern,
      description: 'When the record was made: ISO 8601, UTC; Lambda writes milliseconds.',
    }),
    requestContext,
    requestPayload: Type.Unknown({ description: 'The event as sent: any JSON value.' }),
    responseContext: Type.Optional(responseContext),
    responsePayload: Type.Optional(
      Type.Unknown({
        description:
          'The response of the function or its error object: any JSON value, including null. Absent if there is none (REC-4, REC-8).',
      }),
    ),
    deliveryError: Type.Optional(deliveryError),
  },
  {
    ...published('invocation-record', '1.0', 'InvocationRecord'),
    description:
      'Record of one asynchronous AWS Lambda invocation, as sent to an OnSuccess or OnFailure destination (Lambda Developer Guide, "Asynchronous invocation").',
    examples: [
      {
        version: '1.0',
        timestamp: '2019-11-14T18:16:05.568Z',
        requestContext: {
          requestId: 'e4b46cbf-b738-4880-8880-a18cdf61200e',
          functionArn: 'arn:aws:lambda:us-east-2:123456789012:function:my-function:$LATEST',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: { ORDER_IDS: ['9e07af03-ce31-4ff3-9a1c-36dce652cb4f'] },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: {
          errorMessage: 'RequestId: e4b46cbf-b738-4880-8880-a18cdf61200e Process exited before completing request',
        },
      },
    ],
  },
)
