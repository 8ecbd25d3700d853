import type { DeadLetterSummary } from '@async-invoke/schemas/dead-letter'
import { type FunctionHome, parseArn } from '@async-invoke/schemas/function-reference'
import { type InvocationRecord, parseInvocationRecord } from '@async-invoke/schemas/invocation-record'
import type { RuleDeadLetterSummary, ScheduleDeadLetterSummary } from '@async-invoke/schemas/outcome'
import { decodePayload, formatMessageAttributes } from '../destination/dead-letter-message.ts'
import type { OutgoingRecord } from '../destination/outgoing-record.ts'
import type { TargetCommandInput } from '../size/target-commands.ts'
import type { StringAttribute } from './checksums.ts'

/** A failed event with the attributes that Lambda, a rule or a schedule of EventBridge gives it. */
export interface DeadLetterToReceive {
  readonly payload: Uint8Array | string
  readonly attributes: DeadLetterSummary | RuleDeadLetterSummary | ScheduleDeadLetterSummary
}

/**
 * A document that a consumer receives: an invocation record, or text, which is passed on as it is, such as a record of
 * `formatInvocationRecord`, the failure of a stream, or an SNS notification.
 */
export type DocumentToReceive = InvocationRecord | string

/** A record, a dead letter, or the input of an SDK command from a formatter of this package. */
export type ToReceive = DocumentToReceive | DeadLetterToReceive | TargetCommandInput

/** When a message was sent. */
export interface ReceiveOptions {
  /**
   * When the message was sent.
   *
   * @defaultValue the timestamp of the record; of anything else, now
   */
  readonly sentAt?: Date
}

/** The text and attributes of a message. */
export interface SentMessage {
  readonly text: string
  readonly attributes: Readonly<Record<string, StringAttribute>>
  readonly sentAtMs: number
  /** Where the function of the record is; a made-up place if it names none. */
  readonly home: FunctionHome
}

const unknownHome: FunctionHome = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' }

export function sentMessage(sent: ToReceive, { sentAt }: ReceiveOptions): SentMessage {
  const text = textOf(sent)
  const record = recordIn(text)
  return {
    text,
    attributes: attributesOf(sent),
    sentAtMs: (sentAt ?? new Date(record?.timestamp ?? Date.now())).getTime(),
    home: parseArn(record?.requestContext.functionArn) ?? unknownHome,
  }
}

/**
 * A record as a formatter takes it.
 *
 * @throws `DocumentError` if it is none: only records go to EventBridge, functions and buckets.
 */
export function recordToReceive(
  sent: ToReceive,
): Omit<OutgoingRecord, 'destinationArn'> & { readonly home: FunctionHome } {
  const recordText = textOf(sent)
  const { timestamp, requestContext } = parseInvocationRecord(recordText)
  const { functionArn, condition } = requestContext
  return { recordText, timestamp, functionArn, condition, home: parseArn(functionArn) ?? unknownHome }
}

function textOf(sent: ToReceive): string {
  if (typeof sent === 'string') return sent
  if (typeof sent !== 'object' || sent === null) throw new TypeError(`no record and no dead letter: ${String(sent)}`)
  if ('payload' in sent) return typeof sent.payload === 'string' ? sent.payload : decodePayload(sent.payload)
  if ('MessageBody' in sent) return sent.MessageBody
  if ('Message' in sent) return sent.Message
  if ('Entries' in sent) return sent.Entries[0].Detail
  if ('Payload' in sent) return sent.Payload
  return 'Key' in sent ? sent.Body : JSON.stringify(sent)
}

function recordIn(text: string): InvocationRecord | undefined {
  try {
    return parseInvocationRecord(text)
  } catch {
    return undefined
  }
}

function attributesOf(sent: ToReceive): SentMessage['attributes'] {
  if (typeof sent === 'string') return {}
  if ('MessageAttributes' in sent) return { ...sent.MessageAttributes }
  if (!('payload' in sent)) return {}
  const { attributes } = sent
  if ('RequestID' in attributes) return { ...formatMessageAttributes(attributes) }
  // Neither SQS nor SNS has an attribute without a value.
  const present = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(
    present.map(([name, value]) => [
      name,
      { DataType: typeof value === 'number' ? 'Number' : 'String', StringValue: String(value) },
    ]),
  )
}
