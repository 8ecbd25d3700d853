import { Type } from '@sinclair/typebox'
import { published } from './published.ts'

const value = <Type extends string>(member: string, type: Type, pattern: string | undefined, description: string) => {
  const text = pattern === undefined ? Type.String({ minLength: 1 }) : Type.String({ pattern })
  const typed = Type.Literal(type)
  return Type.Union(
    [
      Type.Object({ StringValue: text, DataType: typed }, { description: 'SQS ReceiveMessage and SNS raw delivery.' }),
      Type.Object({ stringValue: text, dataType: typed }, { description: "Lambda's SQS event." }),
      Type.Object({ Value: text, Type: typed }, { description: "Lambda's SNS event and the text SNS wraps." }),
    ],
    { title: member, description },
  )
}

/** The message attributes of a dead-letter message, in whichever of the spellings its carrier uses (DLQ-2, section 9). */
export const deadLetterAttributes = Type.Object(
  {
    RequestID: value(
      'RequestIDAttribute',
      'String',
      undefined,
      'Request id of the 202 that accepted the event; spelled `RequestID` (DLQ-3).',
    ),
    ErrorCode: Type.Optional(
      value(
        'ErrorCodeAttribute',
        'Number',
        '^[0-9]{1,9}$',
        'Status as text: 200 function error, 404 target gone, 429 throttled to expiry; absent for zero reserved concurrency (DLQ-2).',
      ),
    ),
    ErrorMessage: value(
      'ErrorMessageAttribute',
      'String',
      undefined,
      'Error message, cut to 1024 bytes of UTF-8; a split character ends as U+FFFD (DLQ-4).',
    ),
  },
  {
    ...published('dead-letter-attributes', '1.0', 'DeadLetterAttributes'),
    description:
      'Message attributes that Lambda puts on a dead-letter message (Lambda Developer Guide, "Asynchronous invocation"; spellings observed per carrier).',
    examples: [
      {
        RequestID: { StringValue: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21', DataType: 'String' },
        ErrorCode: { StringValue: '200', DataType: 'Number' },
        ErrorMessage: { StringValue: 'Order A-1002 has no items', DataType: 'String' },
      },
    ],
  },
)
