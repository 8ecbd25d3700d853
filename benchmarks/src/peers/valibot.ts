import * as v from 'valibot'

const nonEmpty = v.pipe(v.string(), v.minLength(1))
const integer = v.pipe(v.number(), v.integer())
const record = v.looseObject({
  version: v.literal('1.0'),
  timestamp: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/)),
  requestContext: v.looseObject({
    requestId: nonEmpty,
    functionArn: v.pipe(v.string(), v.regex(/^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$/)),
    condition: nonEmpty,
    approximateInvokeCount: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  requestPayload: v.unknown(),
  responseContext: v.optional(
    v.looseObject({ statusCode: integer, executedVersion: v.optional(nonEmpty), functionError: v.optional(nonEmpty) }),
  ),
  responsePayload: v.optional(v.unknown()),
  deliveryError: v.optional(v.looseObject({ statusCode: integer, errorCode: v.string(), errorMessage: v.string() })),
})

export const validate = (value: unknown): boolean => v.safeParse(record, value).success
