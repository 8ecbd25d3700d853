import { type Issue, issue } from '../document/issue.ts'
import { ownMember, ownString } from '../document/own-member.ts'
import { checkInvocationRecord, type InvocationRecord } from '../record/invocation-record.ts'
import type { Envelope, Outcome, OutcomeOrigin, StreamFailureRecord, UnrecognisedOutcome } from './outcome.ts'
import { deadLetter, readDeadLetterAttributes } from './read-dead-letter.ts'

/** How deep wrappings are followed: an EventBridge event in an SNS notification in an SQS message is three. */
const maximumWrappings = 5

/** The same message as Lambda's event and as ReceiveMessage spell it (section 9). */
const sqsSpellings = [
  {
    envelope: 'sqs-event-record',
    text: 'body',
    id: 'messageId',
    attributes: 'messageAttributes',
    systemAttributes: 'attributes',
  },
  {
    envelope: 'sqs-message',
    text: 'Body',
    id: 'MessageId',
    attributes: 'MessageAttributes',
    systemAttributes: 'Attributes',
  },
] as const

/**
 * Reads whatever a failure queue, topic, bus, bucket or destination function was handed, and says what it is.
 *
 * Shape: takes a record of an SQS or SNS event, a message of ReceiveMessage, the text that SNS wraps, an EventBridge
 * event, an invocation record, or the JSON text of any of these; they may be nested. Branch on `kind`.
 * Never throws: what is none of them is `unrecognised`, with issues.
 *
 * @example
 * const outcome = readOutcome(event.Records[0])
 * if (outcome.kind === 'dead-letter') console.log(outcome.attributes.ErrorMessage)
 */
export function readOutcome(input: unknown): Outcome {
  try {
    return typeof input === 'string' ? readText(input, { through: [] }) : readValue(input, { through: [] })
  } catch {
    return unrecognised({ through: [] }, [issue('', 'type', 'must be plain data that can be read')])
  }
}

function readText(text: string, origin: OutcomeOrigin): Outcome {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return unrecognised(origin, [issue('', 'json', 'is not JSON text')], text)
  }
  return readValue(value, origin, text)
}

function readValue(value: unknown, origin: OutcomeOrigin, text?: string): Outcome {
  if (origin.through.length > maximumWrappings)
    return unrecognised(origin, [issue('', 'nesting', `is wrapped more than ${maximumWrappings} times`)], text)
  if (Array.isArray(value) && origin.through.length === 0)
    return unrecognised(origin, [issue('', 'type', 'is a batch: give it to readOutcomes')], text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return unrecognised(origin, [issue('', 'type', 'must be an object, or the JSON text of one')], text)

  for (const { envelope, text: textName, id, attributes, systemAttributes } of sqsSpellings) {
    const body = ownString(value, textName)
    if (body === undefined) continue
    // The outermost message is the one that its receiver can return or delete.
    const messageId = origin.messageId ?? ownString(value, id)
    const inMessage = { ...within(origin, envelope), ...(messageId !== undefined && { messageId }) }
    return readMessage(body, ownMember(value, attributes), ownMember(value, systemAttributes), inMessage)
  }
  const sns = ownMember(value, 'Sns')
  const message = ownString(sns, 'Message')
  if (message !== undefined)
    return readMessage(message, ownMember(sns, 'MessageAttributes'), {}, within(origin, 'sns-event-record'))
  const wrapped = ownString(value, 'Message')
  if (wrapped !== undefined && ownMember(value, 'Type') === 'Notification')
    return readMessage(wrapped, ownMember(value, 'MessageAttributes'), {}, within(origin, 'sns-notification'))
  if (ownString(value, 'detail-type')?.startsWith('Lambda Function Invocation Result'))
    return readValue(ownMember(value, 'detail'), within(origin, 'eventbridge-event'))
  return readStreamFailure(value, origin) ?? readRecord(value, origin, text)
}

/** A text beside message attributes: a dead letter when they say so, otherwise whatever the text is. */
function readMessage(text: string, attributes: unknown, systemAttributes: unknown, origin: OutcomeOrigin): Outcome {
  const summary = readDeadLetterAttributes(attributes)
  if (summary !== undefined) return deadLetter(origin, summary, text)
  const outcome = readText(text, origin)
  if (outcome.kind !== 'unrecognised') return outcome
  const sourceArn = ownString(systemAttributes, 'DeadLetterQueueSourceArn')
  if (sourceArn !== undefined) return { kind: 'stream-failure', ...origin, source: 'sqs', sourceArn, bodyText: text }
  if (attributes !== undefined || origin.through.at(-1) !== 'sqs-message') return outcome
  const advice =
    "has no MessageAttributes: a dead letter is known by them alone; receive with MessageAttributeNames: ['All']"
  return { ...outcome, issues: [...outcome.issues, issue('', 'attributes', advice)] }
}

const batches = [
  ['KinesisBatchInfo', 'kinesis'],
  ['DDBStreamBatchInfo', 'dynamodb'],
  ['KafkaBatchInfo', 'kafka'],
] as const

/** Known by the description of its batch, and by having no payload of a request. */
function readStreamFailure(value: object, origin: OutcomeOrigin): Outcome | undefined {
  if (Object.hasOwn(value, 'requestPayload')) return undefined
  const source = batches.find(([member]) => typeof ownMember(value, member) === 'object')?.[1]
  if (source === undefined) return undefined
  const context = ownMember(value, 'requestContext')
  const missing = ['requestId', 'functionArn', 'condition'].filter((name) => ownString(context, name) === undefined)
  if (missing.length === 0) return { kind: 'stream-failure', ...origin, source, record: value as StreamFailureRecord }
  const issues = missing.map((name) => issue('/requestContext', 'required', `must have required property '${name}'`))
  return unrecognised(origin, issues)
}

function readRecord(value: object, origin: OutcomeOrigin, text: string | undefined): Outcome {
  const issues = checkInvocationRecord(value)
  if (issues.length === 0)
    return {
      kind: 'invocation-record',
      ...origin,
      record: value as InvocationRecord,
      ...(text !== undefined && { text }),
    }
  if (Array.isArray(ownMember(value, 'Records')))
    return unrecognised(origin, [issue('/Records', 'type', 'is a whole event: give it to readOutcomes')], text)
  return unrecognised(origin, issues, text)
}

function within({ through, ...origin }: OutcomeOrigin, envelope: Envelope): OutcomeOrigin {
  return { ...origin, through: [...through, envelope] }
}

function unrecognised(origin: OutcomeOrigin, issues: readonly Issue[], text?: string): UnrecognisedOutcome {
  return { kind: 'unrecognised', ...origin, issues, ...(text !== undefined && { text }) }
}
