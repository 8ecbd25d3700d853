import { ownMember } from '../document/own-member.ts'
import { readRawPayloads } from '../record/raw-payloads.ts'
import { parseFunctionReference } from '../reference/function-reference.ts'
import { describeOutcome } from './describe-outcome.ts'
import type {
  DeadLetterOutcome,
  InvocationRecordOutcome,
  Outcome,
  PayloadMismatchOutcome,
  RuleDeadLetterOutcome,
} from './outcome.ts'

/** The event that the caller of the function sent, to send it again. */
export interface SentEvent<Value = unknown> {
  /**
   * The payload, parsed; the output of its schema, if `readOutcomes` got one. Missing if a dead letter's body is not
   * JSON.
   */
  readonly value?: Value
  /** The payload as JSON. */
  readonly text: string
  /** True if `text` is byte for byte what the caller sent. A record or a body that is already parsed, and EventBridge, lose it (CON-4). */
  readonly isExact: boolean
  /** Missing if the dead letter does not name its function and the caller did not either (DLQ-3). */
  readonly functionName?: string
  /** `$LATEST`, a version or an alias, as invoked. */
  readonly qualifier?: string
  readonly accountId?: string
  readonly region?: string
}

/** The type of the payload in an outcome; `unknown` where no schema has validated it. */
export type SentValue<Of extends Outcome> = Of extends
  | InvocationRecordOutcome<infer Request, unknown>
  | DeadLetterOutcome<infer Request>
  ? Request
  : Of extends RuleDeadLetterOutcome | PayloadMismatchOutcome
    ? unknown
    : never

/**
 * Reads the event that the caller sent, and the function it was for, from a record or a dead letter.
 *
 * @param options - `functionName`: name or ARN of the function, for dead letters, which do not name it
 * @returns `undefined` for what carries no event: failures of streams and pipes, schedules, unrecognised documents. Of a
 * rule that could not deliver a record, the event of that record.
 * @throws `TypeError` if `options.functionName` is not a function name.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example
 * ```ts
 * const event = originalEvent(outcome, { functionName: 'order-processor' })
 * if (event?.functionName)
 *   await lambda.send(new InvokeCommand({ FunctionName: event.functionName, InvocationType: 'Event', Payload: event.text }))
 * ```
 */
export function originalEvent<Of extends Outcome>(
  outcome: Of,
  options: { readonly functionName?: string } = {},
): SentEvent<SentValue<Of>> | undefined {
  return sentEvent(outcome, options) as SentEvent<SentValue<Of>> | undefined
}

function sentEvent(outcome: Outcome, options: { readonly functionName?: string }): SentEvent | undefined {
  if (outcome.kind === 'rule-dead-letter')
    return outcome.undelivered === undefined ? undefined : sentEvent(outcome.undelivered, options)
  if (outcome.kind === 'payload-mismatch') return sentEvent(outcome.mismatched, options)
  if (outcome.kind === 'invocation-record') return { ...eventOfRecord(outcome), ...functionOf(outcome) }
  if (outcome.kind !== 'dead-letter') return undefined
  return { ...eventOfDeadLetter(outcome), ...givenFunction(options.functionName), ...functionOf(outcome) }
}

/** A schema may drop or change members: the text is that of the record as received. */
function eventOfRecord({ record, received = record, text }: InvocationRecordOutcome): SentEvent {
  const raw = text === undefined ? undefined : readRawPayloads(text).requestPayload
  return {
    value: ownMember(record, 'requestPayload'),
    text: raw ?? JSON.stringify(ownMember(received, 'requestPayload')),
    isExact: raw !== undefined,
  }
}

function eventOfDeadLetter({ bodyText, parseBody, isParsed }: DeadLetterOutcome): SentEvent {
  const event = { text: bodyText, isExact: isParsed !== true }
  try {
    return { value: parseBody(), ...event }
  } catch {
    return event
  }
}

type Named = Omit<SentEvent, 'value' | 'text' | 'isExact'>

function functionOf(outcome: Outcome): Named {
  const { functionName, qualifier, accountId, region } = describeOutcome(outcome)
  return {
    ...(functionName !== undefined && { functionName }),
    ...(qualifier !== undefined && { qualifier }),
    ...(accountId !== undefined && { accountId }),
    ...(region !== undefined && { region }),
  }
}

function givenFunction(name: string | undefined): Named {
  if (name === undefined) return {}
  const reference = parseFunctionReference(name)
  if (reference === undefined) throw new TypeError(`not a function name: ${String(name).slice(0, 100)}`)
  const { partition: _, ...named } = reference
  return named
}
