import { z } from 'zod'

/** The record as a user of zod would write it, open to future members and conditions. */
export const zodRecord = z.looseObject({
  version: z.literal('1.0'),
  timestamp: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/),
  requestContext: z.looseObject({
    requestId: z.string().min(1),
    functionArn: z.string().regex(/^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$/),
    condition: z.string().min(1),
    approximateInvokeCount: z.int().min(0),
  }),
  requestPayload: z.unknown(),
  responseContext: z
    .looseObject({
      statusCode: z.int(),
      executedVersion: z.string().min(1).optional(),
      functionError: z.string().min(1).optional(),
    })
    .optional(),
  responsePayload: z.unknown().optional(),
  deliveryError: z.looseObject({ statusCode: z.int(), errorCode: z.string(), errorMessage: z.string() }).optional(),
})
