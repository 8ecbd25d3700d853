import type { PutEventsCommandInput } from '@aws-sdk/client-eventbridge'
import type { InvokeCommandInput } from '@aws-sdk/client-lambda'
import type { PutObjectCommandInput } from '@aws-sdk/client-s3'
import type { PublishCommandInput } from '@aws-sdk/client-sns'
import type { SendMessageCommandInput } from '@aws-sdk/client-sqs'
import { expectTypeOf } from 'vitest'
import type { EventBridgePutEventsInput } from '../eventbridge/entry.ts'
import type { LambdaInvokeInput } from '../lambda/invocation.ts'
import type { S3PutObjectInput } from '../s3/object.ts'
import type { SnsDeadLetterInput } from '../sns/dead-letter.ts'
import type { SnsPublishInput } from '../sns/message.ts'
import type { SqsDeadLetterInput } from '../sqs/dead-letter.ts'
import type { SqsSendMessageInput } from '../sqs/message.ts'

// The results of formatters are assignable to the inputs of the SDK commands.
expectTypeOf<SqsSendMessageInput>().toExtend<SendMessageCommandInput>()
expectTypeOf<SnsPublishInput>().toExtend<PublishCommandInput>()
expectTypeOf<LambdaInvokeInput>().toExtend<InvokeCommandInput>()
expectTypeOf<EventBridgePutEventsInput>().toExtend<PutEventsCommandInput>()
expectTypeOf<S3PutObjectInput>().toExtend<PutObjectCommandInput>()
expectTypeOf<SqsDeadLetterInput>().toExtend<SendMessageCommandInput>()
expectTypeOf<SnsDeadLetterInput>().toExtend<PublishCommandInput>()

// `toExtend` would not see a misspelled member, since every member of an input is optional.
expectTypeOf<keyof SqsSendMessageInput | keyof SqsDeadLetterInput>().toExtend<keyof SendMessageCommandInput>()
expectTypeOf<keyof SnsPublishInput | keyof SnsDeadLetterInput>().toExtend<keyof PublishCommandInput>()
expectTypeOf<keyof LambdaInvokeInput>().toExtend<keyof InvokeCommandInput>()
expectTypeOf<keyof EventBridgePutEventsInput>().toExtend<keyof PutEventsCommandInput>()
expectTypeOf<keyof EventBridgePutEventsInput['Entries'][0]>().toExtend<
  keyof NonNullable<PutEventsCommandInput['Entries']>[number]
>()
expectTypeOf<keyof S3PutObjectInput>().toExtend<keyof PutObjectCommandInput>()
