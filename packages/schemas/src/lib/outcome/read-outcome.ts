import { type Issue, issue } from '../document/issue.ts'
import { ownMember, ownText } from '../document/own-member.ts'
import { checkInvocationRecord, type InvocationRecord } from '../record/invocation-record.ts'
import type { Carrier, Outcome, StreamFailureRecord, UnrecognisedOutcome } from './outcome.ts'
import { deadLetter, readDeadLetterAttributes } from './read-dead-letter.ts'

/** How deep wrappings are followed: an EventBridge event in an SNS notification in an SQS message is three. */
const maximumWrappings = 5

/** The same message as Lambda's event and as ReceiveMessage spell it (section 9). */
const sqsSpellings = [
  {
    carrier: 'sqs-event-record',
    text: 'body',
    id: 'messageId',
    attributes: 'messageAttributes',
    systemAttributes: 'attributes',
  },
  {
    carrier: 'sqs-message',
    text: 'Body',
    id: 'MessageId',
    attributes: 'MessageAttributes',
    systemAttributes: 'Attributes',
  },
] as const

interface Carried {
  readonly through: readonly Carrier[]
  readonly messageId?: string
}

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

function readText(text: string, carried: Carried): Outcome {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return unrecognised(carried, [issue('', 'json', 'is not JSON text')], text)
  }
  return readValue(value, carried, text)
}

function readValue(value: unknown, carried: Carried, text?: string): Outcome {
  if (carried.through.length > maximumWrappings)
    return unrecognised(carried, [issue('', 'nesting', `is wrapped more than ${maximumWrappings} times`)], text)
  if (Array.isArray(value) && carried.through.length === 0)
    return unrecognised(carried, [issue('', 'type', 'is a batch: give it to readOutcomes')], text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return unrecognised(carried, [issue('', 'type', 'must be an object, or the JSON text of one')], text)

  for (const { carrier, text: textName, id, attributes, systemAttributes } of sqsSpellings) {
    const body = ownText(value, textName)
    if (body === undefined) continue
    // The outermost message is the one that its receiver can return or delete.
    const messageId = carried.messageId ?? ownText(value, id)
    const inMessage = { ...within(carried, carrier), ...(messageId !== undefined && { messageId }) }
    return readMessage(body, ownMember(value, attributes), ownMember(value, systemAttributes), inMessage)
  }
  const sns = ownMember(value, 'Sns')
  const message = ownText(sns, 'Message')
  if (message !== undefined)
    return readMessage(message, ownMember(sns, 'MessageAttributes'), {}, within(carried, 'sns-event-record'))
  const wrapped = ownText(value, 'Message')
  if (wrapped !== undefined && ownMember(value, 'Type') === 'Notification')
    return readMessage(wrapped, ownMember(value, 'MessageAttributes'), {}, within(carried, 'sns-notification'))
  if (ownText(value, 'detail-type')?.startsWith('Lambda Function Invocation Result'))
    return readValue(ownMember(value, 'detail'), within(carried, 'eventbridge-event'))
  return readStreamFailure(value, carried) ?? readRecord(value, carried, text)
}

/** A text beside message attributes: a dead letter when they say so, otherwise whatever the text is. */
function readMessage(text: string, attributes: unknown, systemAttributes: unknown, carried: Carried): Outcome {
  const summary = readDeadLetterAttributes(attributes)
  if (summary !== undefined) return deadLetter(carried, summary, text)
  const outcome = readText(text, carried)
  if (outcome.kind !== 'unrecognised') return outcome
  const sourceArn = ownText(systemAttributes, 'DeadLetterQueueSourceArn')
  if (sourceArn !== undefined) return { kind: 'stream-failure', ...carried, source: 'sqs', sourceArn, bodyText: text }
  if (attributes !== undefined || carried.through.at(-1) !== 'sqs-message') return outcome
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
function readStreamFailure(value: object, carried: Carried): Outcome | undefined {
  if (Object.hasOwn(value, 'requestPayload')) return undefined
  const source = batches.find(([member]) => typeof ownMember(value, member) === 'object')?.[1]
  if (source === undefined) return undefined
  const context = ownMember(value, 'requestContext')
  const missing = ['requestId', 'functionArn', 'condition'].filter((name) => ownText(context, name) === undefined)
  if (missing.length === 0) return { kind: 'stream-failure', ...carried, source, record: value as StreamFailureRecord }
  const issues = missing.map((name) => issue('/requestContext', 'required', `must have required property '${name}'`))
  return unrecognised(carried, issues)
}

function readRecord(value: object, carried: Carried, text: string | undefined): Outcome {
  const issues = checkInvocationRecord(value)
  if (issues.length === 0)
    return {
      kind: 'invocation-record',
      ...carried,
      record: value as InvocationRecord,
      ...(text !== undefined && { text }),
    }
  if (Array.isArray(ownMember(value, 'Records')))
    return unrecognised(carried, [issue('/Records', 'type', 'is a whole event: give it to readOutcomes')], text)
  return unrecognised(carried, issues, text)
}

function within({ through, ...carried }: Carried, carrier: Carrier): Carried {
  return { ...carried, through: [...through, carrier] }
}

function unrecognised(carried: Carried, issues: readonly Issue[], text?: string): UnrecognisedOutcome {
  return { kind: 'unrecognised', ...carried, issues, ...(text !== undefined && { text }) }
}
