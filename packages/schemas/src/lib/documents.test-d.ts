import type {
  FunctionEventInvokeConfig as SdkConfig,
  DeadLetterConfig as SdkDeadLetterConfig,
} from '@aws-sdk/client-lambda'
import type { Static } from '@sinclair/typebox'
import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec'
import { expectTypeOf } from 'vitest'
import { z } from 'zod'
import type { deadLetterAttributes } from '../../definitions/dead-letter-attributes.ts'
import type { errorResponse } from '../../definitions/error-response.ts'
import type * as config from '../../definitions/event-invoke-config.ts'
import type { eventBridgeEvent } from '../../definitions/eventbridge-event.ts'
import type {
  pipeFailure,
  ruleDeadLetterAttributes,
  scheduleDeadLetterAttributes,
} from '../../definitions/neighbours.ts'
import type { s3Key } from '../../definitions/s3-key.ts'
import type { snsEvent, snsNotification } from '../../definitions/sns.ts'
import type { sqsEvent, sqsMessage } from '../../definitions/sqs.ts'
import { DeadLetterAttributes } from './dead-letter/dead-letter-attributes.ts'
import { DeadLetterConfig } from './dead-letter/dead-letter-config.ts'
import type { ErrorResponse } from './envelopes/error-response.ts'
import type { EventBridgeEvent } from './envelopes/eventbridge-envelope.ts'
import type { SnsEvent, SnsNotification } from './envelopes/sns-envelopes.ts'
import type { SqsEvent, SqsMessage } from './envelopes/sqs-envelopes.ts'
import type { RuleDeadLetterAttributes, ScheduleDeadLetterAttributes } from './neighbours/dead-letters.ts'
import type { PipeFailure } from './neighbours/pipe-failure.ts'
import { createRecordSchema } from './record/compose-invocation-record.ts'
import { InvocationRecord } from './record/invocation-record.ts'
import type { S3Key } from './record/s3-key.ts'
import type { EventInvokeConfigRequest } from './settings/event-invoke-config-request.ts'
import { FunctionEventInvokeConfig } from './settings/function-event-invoke-config.ts'
import type { SdkFunctionEventInvokeConfig } from './settings/sdk-function-event-invoke-config.ts'

// Types and published schemas agree in both directions.
expectTypeOf<DeadLetterAttributes>().branded.toEqualTypeOf<Static<typeof deadLetterAttributes>>()
expectTypeOf<FunctionEventInvokeConfig>().branded.toEqualTypeOf<Static<typeof config.functionEventInvokeConfig>>()
expectTypeOf<SdkFunctionEventInvokeConfig>().branded.toEqualTypeOf<Static<typeof config.sdkFunctionEventInvokeConfig>>()
expectTypeOf<DeadLetterConfig>().branded.toEqualTypeOf<Static<typeof config.deadLetterConfig>>()
expectTypeOf<SqsMessage>().branded.toEqualTypeOf<Static<typeof sqsMessage>>()
expectTypeOf<SqsEvent>().branded.toEqualTypeOf<Static<typeof sqsEvent>>()
expectTypeOf<SnsNotification>().branded.toEqualTypeOf<Static<typeof snsNotification>>()
expectTypeOf<SnsEvent>().branded.toEqualTypeOf<Static<typeof snsEvent>>()
expectTypeOf<EventBridgeEvent>().branded.toEqualTypeOf<Static<typeof eventBridgeEvent>>()
expectTypeOf<RuleDeadLetterAttributes>().branded.toEqualTypeOf<Static<typeof ruleDeadLetterAttributes>>()
expectTypeOf<ScheduleDeadLetterAttributes>().branded.toEqualTypeOf<Static<typeof scheduleDeadLetterAttributes>>()
expectTypeOf<PipeFailure>().branded.toEqualTypeOf<Static<typeof pipeFailure>>()
expectTypeOf<S3Key>().toEqualTypeOf<Static<typeof s3Key>>()
expectTypeOf<ErrorResponse>().branded.toEqualTypeOf<Static<typeof errorResponse>>()
// The members of the request are readonly, which a schema cannot express, so assignability in both directions is
// tested.
expectTypeOf<EventInvokeConfigRequest>().toExtend<Static<typeof config.eventInvokeConfigRequest>>()
expectTypeOf<Static<typeof config.eventInvokeConfigRequest>>().toExtend<EventInvokeConfigRequest>()

// `SdkFunctionEventInvokeConfig` and the type of the SDK agree in both directions.
expectTypeOf<Required<SdkFunctionEventInvokeConfig>>().toExtend<Partial<SdkConfig>>()
expectTypeOf<NonNullable<SdkConfig['LastModified']>>().toEqualTypeOf<
  NonNullable<SdkFunctionEventInvokeConfig['LastModified']>
>()
expectTypeOf<keyof SdkConfig>().toEqualTypeOf<keyof SdkFunctionEventInvokeConfig>()
expectTypeOf<keyof SdkDeadLetterConfig>().toEqualTypeOf<keyof DeadLetterConfig>()

// The restated interfaces match those of the Standard Schema specification.
expectTypeOf(InvocationRecord).toExtend<StandardSchemaV1<InvocationRecord>>()
expectTypeOf(InvocationRecord).toExtend<StandardJSONSchemaV1<InvocationRecord>>()
expectTypeOf(FunctionEventInvokeConfig).toExtend<StandardSchemaV1<FunctionEventInvokeConfig>>()
expectTypeOf(DeadLetterAttributes).toExtend<StandardSchemaV1<DeadLetterAttributes>>()
expectTypeOf(DeadLetterConfig).toExtend<StandardJSONSchemaV1<DeadLetterConfig>>()

const composed = createRecordSchema({
  requestPayload: z.object({ orderId: z.string() }),
  responsePayload: z.object({ status: z.string().transform((status) => status.length) }),
})
expectTypeOf(composed).toExtend<StandardSchemaV1>()
expectTypeOf<StandardSchemaV1.InferOutput<typeof composed>>().toEqualTypeOf<
  InvocationRecord<{ orderId: string }, { status: number }>
>()
const half = createRecordSchema({ requestPayload: z.object({ orderId: z.string() }) })
expectTypeOf<StandardSchemaV1.InferOutput<typeof half>>().toEqualTypeOf<InvocationRecord<{ orderId: string }>>()
