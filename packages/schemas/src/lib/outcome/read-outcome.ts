import { withoutMark } from '../document/byte-order-mark.ts'
import { type Issue, issue } from '../document/issue.ts'
import { ownMember, ownString } from '../document/own-member.ts'
import { isBytes, textOf } from '../document/text.ts'
import { checkInvocationRecord, type InvocationRecord, isInvocationRecord } from '../record/invocation-record.ts'
import { adviceOn } from './advice.ts'
import { type CarriedText, carriedText } from './carried-text.ts'
import { messageOfEmail } from './email-footer.ts'
import type { Envelope, Outcome, OutcomeOrigin, StreamFailureOutcome, UnrecognisedOutcome } from './outcome.ts'
import { createDeadLetterOutcome, readDeadLetterAttributes } from './read-dead-letter.ts'
import { readNeighbourDeadLetter, readPipeFailure } from './read-neighbour.ts'

/** Nested envelopes that are opened: an EventBridge event in an SNS notification in an SQS message is three. */
const maxEnvelopes = 5

/** How Lambda's event and ReceiveMessage spell the members of the same message (section 9). */
const sqsSpellings = [
  {
    envelope: 'sqs-event-record',
    body: 'body',
    id: 'messageId',
    attributes: 'messageAttributes',
    systemAttributes: 'attributes',
  },
  {
    envelope: 'sqs-message',
    body: 'Body',
    id: 'MessageId',
    attributes: 'MessageAttributes',
    systemAttributes: 'Attributes',
  },
] as const

/**
 * Reads a document that a failure queue, topic, event bus, bucket or destination function received, and tells what it
 * is (CON-8). Never throws.
 *
 * @param input - a record of an SQS, SNS or Kinesis event, a message of `ReceiveMessage`, an SNS notification or e-mail,
 * an EventBridge event, an HTTP request, the response of `Invoke`, an S3 object, an invocation record, or the JSON of
 * any of these, as a string or bytes. They may be nested.
 * @returns the outcome; branch on `kind`. Anything else is `unrecognised`, with issues.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example
 * ```ts
 * const outcome = readOutcome(event.Records[0])
 * if (outcome.kind === 'dead-letter') console.log(outcome.attributes.ErrorMessage)
 * ```
 */
export function readOutcome(input: unknown): Outcome {
  return readItem(input, { through: [] })
}

/**
 * Reads one item of a batch, which may have an origin of its own.
 *
 * @param text - the JSON of `input`, if the caller has parsed it
 */
export function readItem(input: unknown, origin: OutcomeOrigin, text?: string): Outcome {
  try {
    const itself = textOf(input)
    return itself === undefined ? readValue(input, origin, text) : readString(itself, origin)
  } catch {
    return unrecognised(origin, [issue('', 'type', 'must be plain data that can be read')])
  }
}

function readString(given: string, origin: OutcomeOrigin): Outcome {
  const text = withoutMark(given)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const message = messageOfEmail(text)
    if (message !== undefined) return readString(message, origin)
    return unrecognised(
      origin,
      [issue('', 'json', isGzip(text) ? 'is gzip: decompress it first' : 'is not JSON')],
      text,
    )
  }
  return readValue(value, origin, text)
}

/** The first two bytes of gzip, of which the second is no UTF-8; or, with the method, in base64. */
function isGzip(text: string): boolean {
  return text.startsWith('\u001F\uFFFD') || text.startsWith('H4sI')
}

function readValue(value: unknown, origin: OutcomeOrigin, text?: string): Outcome {
  if (origin.through.length > maxEnvelopes)
    return unrecognised(origin, [issue('', 'nesting', `is nested in more than ${maxEnvelopes} envelopes`)], text)
  if (Array.isArray(value) && origin.through.length === 0)
    return unrecognised(origin, [issue('', 'type', 'is a batch: use readOutcomes')], text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return unrecognised(origin, [issue('', 'type', 'must be an object, or the JSON of one')], text)

  // Most documents are records, so they are tried first; nothing else has a version, a condition and a requestPayload.
  if (ownMember(value, 'version') === '1.0' && isInvocationRecord(value)) return recordOutcome(value, origin, text)

  const carried = carriedText(value)
  if (carried !== undefined) return readString(carried.text, carriedOrigin(origin, carried))
  for (const { envelope, body: bodyName, id, attributes, systemAttributes } of sqsSpellings) {
    const body = ownString(value, bodyName) ?? parsedBody(value, bodyName, id)
    if (body === undefined) continue
    // The receiver can return or delete only the outermost message.
    const messageId = origin.messageId ?? ownString(value, id)
    const inMessage = { ...within(origin, envelope), ...(messageId !== undefined && { messageId }) }
    return readMessage(body, ownMember(value, attributes), ownMember(value, systemAttributes), inMessage)
  }
  const sns = ownMember(value, 'Sns')
  const message = ownString(sns, 'Message') ?? parsedBody(sns, 'Message', 'MessageId')
  if (message !== undefined)
    return readMessage(message, ownMember(sns, 'MessageAttributes'), {}, within(origin, 'sns-event-record'))
  const isNotification = ownMember(value, 'Type') === 'Notification'
  const wrapped =
    ownString(value, 'Message') ?? (isNotification ? parsedBody(value, 'Message', 'MessageId') : undefined)
  if (wrapped !== undefined && isNotification)
    return readMessage(wrapped, ownMember(value, 'MessageAttributes'), {}, within(origin, 'sns-notification'))
  if (ownString(value, 'detail-type')?.startsWith('Lambda Function Invocation Result'))
    return readValue(ownMember(value, 'detail'), within(origin, 'eventbridge-event'))
  const pipe = readPipeFailure(value, origin)
  if (pipe !== undefined) return 'kind' in pipe ? pipe : unrecognised(origin, pipe, text)
  return readStreamFailure(value, origin) ?? explained(value, origin, text)
}

/** A body that is JSON no longer, since a middleware parsed it. */
interface ParsedBody {
  readonly text: string
}

/** Middleware that parses bodies leaves the id of the message, which nothing else with a `body` has. */
function parsedBody(message: unknown, name: string, id: string): ParsedBody | undefined {
  const body = ownMember(message, name)
  if (body === undefined || isBytes(body) || ownString(message, id) === undefined) return undefined
  return { text: JSON.stringify(body) }
}

/** Reads the body of a message: a dead letter if its attributes identify one, otherwise any other document. */
function readMessage(
  body: string | ParsedBody,
  attributes: unknown,
  systemAttributes: unknown,
  arrival: OutcomeOrigin,
): Outcome {
  const [text, origin] =
    typeof body === 'string' ? [body, arrival] : [body.text, { ...arrival, isParsed: true as const }]
  const summary = readDeadLetterAttributes(attributes)
  if (summary !== undefined) return createDeadLetterOutcome(origin, summary, text)
  const neighbour = readNeighbourDeadLetter(attributes, text, origin)
  if (neighbour?.kind === 'schedule-dead-letter') return neighbour
  const outcome = readString(text, neighbour === undefined ? origin : { through: [] })
  if (neighbour !== undefined)
    return outcome.kind === 'invocation-record' ? { ...neighbour, undelivered: outcome } : neighbour
  if (outcome.kind !== 'unrecognised') return outcome
  const sourceArn = ownString(systemAttributes, 'DeadLetterQueueSourceArn')
  if (sourceArn !== undefined) return { kind: 'stream-failure', ...origin, source: 'sqs', sourceArn, bodyText: text }
  if (attributes !== undefined || origin.through.at(-1) !== 'sqs-message') return outcome
  const isFromLambda = /:awslambda_[^:]*$/.test(ownString(systemAttributes, 'SenderId') ?? '')
  const advice = `${isFromLambda ? 'was sent by Lambda (DLQ-11) and ' : ''}has no MessageAttributes, which alone identify a dead letter: receive with MessageAttributeNames: ['All']`
  // Of a body that means to be a record, what it lacks comes first.
  const { issues } = outcome
  const advised = issue('', 'attributes', advice)
  return { ...outcome, issues: text.includes('"approximateInvokeCount"') ? [...issues, advised] : [advised, ...issues] }
}

const batches = [
  ['KinesisBatchInfo', 'kinesis'],
  ['DDBStreamBatchInfo', 'dynamodb'],
  ['KafkaBatchInfo', 'kafka'],
] as const

/** Recognises a stream failure by the description of its batch and the missing `requestPayload`. */
function readStreamFailure(value: object, origin: OutcomeOrigin): Outcome | undefined {
  if (Object.hasOwn(value, 'requestPayload')) return undefined
  const source = batches.find(([member]) => typeof (ownMember(value, member) ?? 0) === 'object')?.[1]
  if (source === undefined) return undefined
  const context = ownMember(value, 'requestContext')
  const missing = ['requestId', 'functionArn', 'condition'].filter((name) => ownString(context, name) === undefined)
  if (missing.length === 0) return { kind: 'stream-failure', ...origin, source, record: value } as StreamFailureOutcome
  const issues = missing.map((name) => issue('/requestContext', 'required', `must have required property '${name}'`))
  return unrecognised(origin, issues)
}

/** Tells why a document is not even a record. */
function explained(value: object, origin: OutcomeOrigin, text: string | undefined): Outcome {
  const issues = checkInvocationRecord(value)
  const advice = adviceOn(value)
  if (advice.length > 0) return unrecognised(origin, advice, text)
  if (Array.isArray(ownMember(value, 'Records')) && origin.through.length === 0)
    return unrecognised(origin, [issue('/Records', 'type', 'is a whole event: use readOutcomes')], text)
  const isRecordWithout = issues.length === 1 && !Object.hasOwn(value, 'requestPayload')
  return unrecognised(origin, isRecordWithout ? [droppedPayload] : issues, text)
}

/** AWS's documents do not say which members such a record has, so that its form is not guessed. */
const droppedPayload = issue(
  '',
  'required',
  "is a record without 'requestPayload': Lambda may drop payloads that are too large for the target (U-02)",
)

function recordOutcome(record: InvocationRecord, origin: OutcomeOrigin, text: string | undefined): Outcome {
  return { kind: 'invocation-record', ...origin, record, ...(text !== undefined && !origin.isParsed && { text }) }
}

/** Adds how `carried` arrived to the origin of what carried it. */
export function carriedOrigin(origin: OutcomeOrigin, { envelope, key }: CarriedText): OutcomeOrigin {
  const inEnvelope = envelope === undefined ? origin : within(origin, envelope)
  return key === undefined ? inEnvelope : { ...inEnvelope, key }
}

function within({ through, ...origin }: OutcomeOrigin, envelope: Envelope): OutcomeOrigin {
  return { ...origin, through: [...through, envelope] }
}

function unrecognised(origin: OutcomeOrigin, issues: readonly Issue[], text?: string): UnrecognisedOutcome {
  return { kind: 'unrecognised', ...origin, issues, ...(text !== undefined && { text }) }
}
