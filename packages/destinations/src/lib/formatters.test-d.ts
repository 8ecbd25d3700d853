import type { PutEventsCommandInput } from '@aws-sdk/client-eventbridge'
import type { SendMessageCommandInput } from '@aws-sdk/client-sqs'
import { expectTypeOf } from 'vitest'
import type { EventBridgeCommand } from './eventbridge-entry.ts'
import type { SqsMessage } from './sqs-message.ts'

// What the formatters return goes into the SDK's commands as it is.
expectTypeOf<SqsMessage>().toExtend<SendMessageCommandInput>()
expectTypeOf<EventBridgeCommand>().toExtend<PutEventsCommandInput>()
