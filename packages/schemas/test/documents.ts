import type { Issue, StandardDocument } from '../src/index.ts'
import * as schemas from '../src/index.ts'
import { checkTimeline } from '../src/timeline.ts'

export interface FullDocument {
  readonly name: string
  readonly check: (value: unknown) => readonly Issue[]
  readonly is: (value: unknown) => boolean
  readonly parse: (input: unknown) => unknown
  readonly standard: StandardDocument<unknown>
}

/** Documents with check, is, parse and a Standard Schema. */
export const fullDocuments: readonly FullDocument[] = [
  {
    name: 'invocation-record',
    check: schemas.checkInvocationRecord,
    is: schemas.isInvocationRecord,
    parse: schemas.parseInvocationRecord,
    standard: schemas.InvocationRecord,
  },
  {
    name: 'dead-letter-attributes',
    check: schemas.checkDeadLetterAttributes,
    is: schemas.isDeadLetterAttributes,
    parse: schemas.parseDeadLetterAttributes,
    standard: schemas.DeadLetterAttributes,
  },
  {
    name: 'event-invoke-config-request',
    check: schemas.checkEventInvokeConfigRequest,
    is: schemas.isEventInvokeConfigRequest,
    parse: schemas.parseEventInvokeConfigRequest,
    standard: schemas.EventInvokeConfigRequest,
  },
  {
    name: 'function-event-invoke-config',
    check: schemas.checkFunctionEventInvokeConfig,
    is: schemas.isFunctionEventInvokeConfig,
    parse: schemas.parseFunctionEventInvokeConfig,
    standard: schemas.FunctionEventInvokeConfig,
  },
  {
    name: 'sdk-function-event-invoke-config',
    check: schemas.checkSdkFunctionEventInvokeConfig,
    is: schemas.isSdkFunctionEventInvokeConfig,
    parse: schemas.parseSdkFunctionEventInvokeConfig,
    standard: schemas.SdkFunctionEventInvokeConfig,
  },
  {
    name: 'dead-letter-config',
    check: schemas.checkDeadLetterConfig,
    is: schemas.isDeadLetterConfig,
    parse: schemas.parseDeadLetterConfig,
    standard: schemas.DeadLetterConfig,
  },
]

/** Documents with a check only. */
export const envelopes: readonly Pick<FullDocument, 'name' | 'check'>[] = [
  { name: 'sqs-message', check: schemas.checkSqsMessage },
  { name: 'sqs-event', check: schemas.checkSqsEvent },
  { name: 'sns-notification', check: schemas.checkSnsNotification },
  { name: 'sns-event', check: schemas.checkSnsEvent },
  { name: 'eventbridge-event', check: schemas.checkEventBridgeEvent },
  { name: 's3-event', check: schemas.checkS3Event },
  { name: 'bus-event', check: schemas.checkBusEvent },
  { name: 'schedule-event', check: schemas.checkScheduleEvent },
  { name: 's3-key', check: schemas.checkS3Key },
  { name: 'error-response', check: schemas.checkErrorResponse },
  { name: 'rule-dead-letter-attributes', check: schemas.checkRuleDeadLetterAttributes },
  { name: 'schedule-dead-letter-attributes', check: schemas.checkScheduleDeadLetterAttributes },
  { name: 'pipe-failure', check: schemas.checkPipeFailure },
  { name: 'timeline', check: checkTimeline },
  { name: 'desired-state', check: schemas.checkDesiredState },
]
