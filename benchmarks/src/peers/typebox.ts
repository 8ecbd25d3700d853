import { Type } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'

const nonEmpty = Type.String({ minLength: 1 })
const compiled = TypeCompiler.Compile(
  Type.Object({
    version: Type.Literal('1.0'),
    timestamp: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$' }),
    requestContext: Type.Object({
      requestId: nonEmpty,
      functionArn: Type.String({ pattern: '^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$' }),
      condition: nonEmpty,
      approximateInvokeCount: Type.Integer({ minimum: 0 }),
    }),
    requestPayload: Type.Unknown(),
    responseContext: Type.Optional(
      Type.Object({
        statusCode: Type.Integer(),
        executedVersion: Type.Optional(nonEmpty),
        functionError: Type.Optional(nonEmpty),
      }),
    ),
    responsePayload: Type.Optional(Type.Unknown()),
    deliveryError: Type.Optional(
      Type.Object({ statusCode: Type.Integer(), errorCode: Type.String(), errorMessage: Type.String() }),
    ),
  }),
)

export const validate = (value: unknown): boolean => compiled.Check(value)
