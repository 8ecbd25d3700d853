import { Type } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'

const text = Type.String({ minLength: 1 })
const compiled = TypeCompiler.Compile(
  Type.Object({
    version: Type.Literal('1.0'),
    timestamp: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$' }),
    requestContext: Type.Object({
      requestId: text,
      functionArn: Type.String({ pattern: '^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$' }),
      condition: text,
      approximateInvokeCount: Type.Integer({ minimum: 0 }),
    }),
    requestPayload: Type.Unknown(),
    responseContext: Type.Optional(
      Type.Object({
        statusCode: Type.Integer(),
        executedVersion: Type.Optional(text),
        functionError: Type.Optional(text),
      }),
    ),
    responsePayload: Type.Optional(Type.Unknown()),
    deliveryError: Type.Optional(
      Type.Object({ statusCode: Type.Integer(), errorCode: Type.String(), errorMessage: Type.String() }),
    ),
  }),
)

export const validate = (value: unknown): boolean => compiled.Check(value)
