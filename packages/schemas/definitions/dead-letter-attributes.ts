import { Type } from '@sinclair/typebox'
import { published } from './published.ts'

const attribute = <Type extends string>(
  member: string,
  type: Type,
  pattern: string | undefined,
  description: string,
) => {
  const value = pattern === undefined ? Type.String({ minLength: 1 }) : Type.String({ pattern })
  const typed = Type.Literal(type)
  return Type.Union(
    [
      Type.Object({ StringValue: value, DataType: typed }, { description: 'SQS ReceiveMessage and SNS raw delivery.' }),
      Type.Object({ stringValue: value, dataType: typed }, { description: "Lambda's SQS event." }),
      Type.Object({ Value: value, Type: typed }, { description: "Lambda's SNS event and SNS notifications." }),
    ],
    { title: member, description },
  )
}

/** The message attributes of a dead letter, in the spelling of any envelope (DLQ-2, section 9). */
export const deadLetterAttributes = Type.Object(
  {
    RequestID: attribute(
      'RequestIDAttribute',
      'String',
      undefined,
      'Request id of the 202 that accepted the event; spelled `RequestID` (DLQ-3).',
    ),
    ErrorCode: Type.Optional(
      attribute(
        'ErrorCodeAttribute',
        'Number',
        '^[0-9]{1,9}$',
        'Status code as a string: 200 function error, 404 function gone, 429 throttled until expiry; absent for zero reserved concurrency (DLQ-2).',
      ),
    ),
    ErrorMessage: attribute(
      'ErrorMessageAttribute',
      'String',
      undefined,
      'Error message, cut to 1024 bytes of UTF-8; a split character becomes U+FFFD (DLQ-4).',
    ),
  },
  {
    ...published('dead-letter-attributes', '1.0', 'DeadLetterAttributes'),
    description:
      'Message attributes that Lambda puts on a dead-letter message (Lambda Developer Guide, "Asynchronous invocation"; spellings observed per envelope).',
    examples: [
      {
        RequestID: { StringValue: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21', DataType: 'String' },
        ErrorCode: { StringValue: '200', DataType: 'Number' },
        ErrorMessage: { StringValue: 'Order A-1002 has no items', DataType: 'String' },
      },
    ],
  },
)
