import { Type } from '@sinclair/typebox'
import { published } from './published.ts'

/** Body of an error response; the error code is in the header `x-amzn-ErrorType` (2.3). */
export const errorResponse = Type.Object(
  {
    message: Type.Optional(Type.String({ description: 'The message, in most errors.' })),
    Message: Type.Optional(
      Type.String({ description: 'The message, in ResourceNotFoundException and ServiceException.' }),
    ),
    Type: Type.Optional(
      Type.Unsafe<string | null>({
        type: ['string', 'null'],
        description: 'Usually `User`; null for ResourceConflictException, absent for ValidationException.',
      }),
    ),
    Reason: Type.Optional(Type.String({ description: 'The exceeded limit, in TooManyRequestsException.' })),
  },
  {
    ...published('error-response', '2015-03-31', 'ErrorResponse'),
    description: "Body of Lambda's error responses; the casing depends on the error (observed; Lambda API reference).",
    examples: [
      { Type: 'User', message: "You can't specify the function as a destination for itself." },
      { Type: 'User', Message: "The function doesn't exist." },
    ],
    anyOf: ['message', 'Message'].map((casing) => ({
      required: [casing],
      properties: { [casing]: { type: 'string' } },
    })),
  },
)
