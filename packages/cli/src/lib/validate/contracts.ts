import {
  checkBusEvent,
  checkDeadLetterAttributes,
  checkDeadLetterConfig,
  checkDesiredState,
  checkErrorResponse,
  checkEventBridgeEvent,
  checkEventInvokeConfigRequest,
  checkFunctionEventInvokeConfig,
  checkInvocationRecord,
  checkPipeFailure,
  checkRuleDeadLetterAttributes,
  checkS3Event,
  checkScheduleDeadLetterAttributes,
  checkScheduleEvent,
  checkSdkFunctionEventInvokeConfig,
  checkSnsEvent,
  checkSnsNotification,
  checkSqsEvent,
  checkSqsMessage,
  checkTimeline,
  type Issue,
} from '@async-invoke/schemas'
import { noAlternative } from '@async-invoke/schemas/internal'
import type { ContractName } from './contract-names.ts'

/** A contract: its check, and the members by which a document shows that it means this one. */
interface Contract {
  readonly check: (value: unknown) => readonly Issue[]
  /** Paths of members that must all be there. None: they do not tell the document from others. */
  readonly marks: readonly (readonly string[])[]
}

const contracts: Readonly<Record<ContractName, Contract>> = {
  'invocation-record': { check: checkInvocationRecord, marks: [['requestContext'], ['requestPayload']] },
  'eventbridge-event': { check: checkEventBridgeEvent, marks: [] },
  'bus-event': { check: checkBusEvent, marks: [] },
  'schedule-event': { check: checkScheduleEvent, marks: [] },
  's3-event': { check: checkS3Event, marks: [['Records', '0', 's3']] },
  'sqs-event': { check: checkSqsEvent, marks: [['Records', '0', 'messageId']] },
  'sns-event': { check: checkSnsEvent, marks: [['Records', '0', 'Sns']] },
  'sqs-message': { check: checkSqsMessage, marks: [['MessageId'], ['Body']] },
  'sns-notification': { check: checkSnsNotification, marks: [['Type'], ['TopicArn']] },
  'pipe-failure': { check: checkPipeFailure, marks: [['context', 'partnerResourceArn']] },
  'dead-letter-attributes': { check: checkDeadLetterAttributes, marks: [['RequestID']] },
  'rule-dead-letter-attributes': { check: checkRuleDeadLetterAttributes, marks: [['RULE_ARN']] },
  'schedule-dead-letter-attributes': { check: checkScheduleDeadLetterAttributes, marks: [['SCHEDULE_ARN']] },
  'desired-state': { check: checkDesiredState, marks: [['functions']] },
  timeline: { check: checkTimeline, marks: [['entries'], ['requestId']] },
  'function-event-invoke-config': { check: checkFunctionEventInvokeConfig, marks: [['FunctionArn'], ['LastModified']] },
  'event-invoke-config-request': { check: checkEventInvokeConfigRequest, marks: [] },
  'sdk-function-event-invoke-config': { check: checkSdkFunctionEventInvokeConfig, marks: [] },
  'dead-letter-config': { check: checkDeadLetterConfig, marks: [['TargetArn']] },
  'error-response': { check: checkErrorResponse, marks: [] },
}

const entries = Object.entries(contracts) as readonly (readonly [ContractName, Contract])[]

/** Members of the failures of streams, which have the context of a record and are of no contract here. */
const batches = ['KinesisBatchInfo', 'DDBStreamBatchInfo', 'KafkaBatchInfo'] as const

/** Finds the contract that a document means, by the members that it has. */
export function contractOf(value: unknown): ContractName | undefined {
  if (hasMember(value, ['MaximumRetryAttempts']) || hasMember(value, ['DestinationConfig']))
    return hasMember(value, ['FunctionArn']) ? 'function-event-invoke-config' : 'event-invoke-config-request'
  if (hasMember(value, ['requestContext', 'condition']) && !batches.some((name) => hasMember(value, [name])))
    return 'invocation-record'
  if (hasMember(value, ['detail-type']) && hasMember(value, ['detail'])) return contractOfEvent(Object(value))
  return entries.find(([, { marks }]) => marks.length > 0 && marks.every((path) => hasMember(value, path)))?.[0]
}

/** The events of EventBridge have the same members: their source or type tells them apart (CON-8, SCH-2). */
function contractOfEvent(event: { readonly source?: unknown; readonly 'detail-type'?: unknown }): ContractName {
  const { source, 'detail-type': type } = event
  if (source === 'aws.scheduler') return 'schedule-event'
  const isOfLambda = source === 'lambda' || source === 'aws.lambda'
  return isOfLambda || String(type).startsWith('Lambda Function Invocation Result') ? 'eventbridge-event' : 'bus-event'
}

/** Lists what is wrong with a document of a contract; of alternatives, with the one that it comes closest to. */
export function checkContract(name: ContractName, value: unknown): readonly Issue[] {
  return contracts[name].check(value).filter(({ keyword, message }) => keyword !== 'anyOf' || message !== noAlternative)
}

function hasMember(value: unknown, [name = '', ...rest]: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false
  return rest.length === 0 || hasMember((value as Readonly<Record<string, unknown>>)[name], rest)
}
