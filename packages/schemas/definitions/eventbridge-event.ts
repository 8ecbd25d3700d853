import { Type } from '@sinclair/typebox'
import { invocationRecord } from './invocation-record.ts'
import { published } from './published.ts'

const { $schema: _, $id: __, title: ___, examples: ____, ...detail } = invocationRecord

/** The event that EventBridge passes to rules and targets (CON-4). */
export const eventBridgeEvent = Type.Object(
  {
    version: Type.String({ description: 'Version of the envelope, `0`.' }),
    id: Type.String({ minLength: 1, description: 'Id that EventBridge gave the event.' }),
    'detail-type': Type.String({
      pattern: '^Lambda Function Invocation Result [-\\u2013\\u2014] (?:Success|Failure)$',
      description:
        'AWS sends an ASCII hyphen; its documentation prints a dash, which is accepted too. `Failure` stands for every condition other than Success (DST-4, DST-5).',
    }),
    source: Type.Union([Type.Literal('lambda'), Type.Literal('aws.lambda')], {
      description: 'AWS sends `lambda`; some of its pages print `aws.lambda`, which is accepted too (DST-4).',
    }),
    account: Type.String({ description: 'Account of the function.' }),
    time: Type.String({ description: 'ISO 8601, UTC, to the second.' }),
    region: Type.String({ description: 'Region of the function.' }),
    resources: Type.Array(Type.String(), {
      description: 'ARN of the event bus, then qualified ARN of the function (DST-4).',
    }),
    detail: Type.Unsafe<{
      [member in keyof typeof invocationRecord.static]: (typeof invocationRecord.static)[member]
    }>({
      ...detail,
      description:
        'The invocation record, serialised again by EventBridge, which does not keep the bytes of the payloads (CON-4).',
    }),
  },
  {
    ...published('eventbridge-event', '0', 'EventBridgeEvent'),
    description: 'Invocation record as an EventBridge event (Amazon EventBridge User Guide; members observed).',
    examples: [
      {
        version: '0',
        id: 'd6e0a391-7c52-0b48-a5f6-2e1b9c3d8074',
        'detail-type': 'Lambda Function Invocation Result - Failure',
        source: 'lambda',
        account: '123456789012',
        time: '2026-02-10T09:20:31Z',
        region: 'us-east-1',
        resources: [
          'arn:aws:events:us-east-1:123456789012:event-bus/order-events',
          'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST',
        ],
        detail: {
          version: '1.0',
          timestamp: '2026-02-10T09:20:31.902Z',
          requestContext: {
            requestId: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21',
            functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST',
            condition: 'ZeroReservedConcurrency',
            approximateInvokeCount: 0,
          },
          requestPayload: { orderId: 'A-1002' },
        },
      },
    ],
  },
)
