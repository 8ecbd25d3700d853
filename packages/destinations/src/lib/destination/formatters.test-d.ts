import type { PutEventsCommandInput } from '@aws-sdk/client-eventbridge'
import type { InvokeCommandInput } from '@aws-sdk/client-lambda'
import type { PutObjectCommandInput } from '@aws-sdk/client-s3'
import type { PublishCommandInput } from '@aws-sdk/client-sns'
import type { SendMessageCommandInput } from '@aws-sdk/client-sqs'
import { expectTypeOf } from 'vitest'
import type { EventBridgeCommand } from '../eventbridge/entry.ts'
import type { LambdaInvocation } from '../lambda/invocation.ts'
import type { S3Object } from '../s3/object.ts'
import type { SnsDeadLetter } from '../sns/dead-letter.ts'
import type { SnsMessage } from '../sns/message.ts'
import type { SqsDeadLetter } from '../sqs/dead-letter.ts'
import type { SqsMessage } from '../sqs/message.ts'

// What the formatters return goes into the SDK's commands as it is.
expectTypeOf<SqsMessage>().toExtend<SendMessageCommandInput>()
expectTypeOf<SnsMessage>().toExtend<PublishCommandInput>()
expectTypeOf<LambdaInvocation>().toExtend<InvokeCommandInput>()
expectTypeOf<EventBridgeCommand>().toExtend<PutEventsCommandInput>()
expectTypeOf<S3Object>().toExtend<PutObjectCommandInput>()
expectTypeOf<SqsDeadLetter>().toExtend<SendMessageCommandInput>()
expectTypeOf<SnsDeadLetter>().toExtend<PublishCommandInput>()

// `toExtend` would not see a misspelled member, since every member of an input is optional.
expectTypeOf<keyof SqsMessage | keyof SqsDeadLetter>().toExtend<keyof SendMessageCommandInput>()
expectTypeOf<keyof SnsMessage | keyof SnsDeadLetter>().toExtend<keyof PublishCommandInput>()
expectTypeOf<keyof LambdaInvocation>().toExtend<keyof InvokeCommandInput>()
expectTypeOf<keyof EventBridgeCommand>().toExtend<keyof PutEventsCommandInput>()
expectTypeOf<keyof EventBridgeCommand['Entries'][0]>().toExtend<
  keyof NonNullable<PutEventsCommandInput['Entries']>[number]
>()
expectTypeOf<keyof S3Object>().toExtend<keyof PutObjectCommandInput>()
