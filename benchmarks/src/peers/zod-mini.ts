import * as z from 'zod/mini'

const record = z.looseObject({
  version: z.literal('1.0'),
  timestamp: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/)),
  requestContext: z.looseObject({
    requestId: z.string().check(z.minLength(1)),
    functionArn: z.string().check(z.regex(/^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$/)),
    condition: z.string().check(z.minLength(1)),
    approximateInvokeCount: z.int().check(z.minimum(0)),
  }),
  requestPayload: z.unknown(),
  responseContext: z.optional(
    z.looseObject({
      statusCode: z.int(),
      executedVersion: z.optional(z.string().check(z.minLength(1))),
      functionError: z.optional(z.string().check(z.minLength(1))),
    }),
  ),
  responsePayload: z.optional(z.unknown()),
  deliveryError: z.optional(z.looseObject({ statusCode: z.int(), errorCode: z.string(), errorMessage: z.string() })),
})

export const validate = (value: unknown): boolean => record.safeParse(value).success
