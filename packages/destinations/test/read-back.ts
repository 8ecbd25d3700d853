import { type Outcome, readOutcome, readRawPayloads } from '@async-invoke/schemas'
import { expect } from 'vitest'
import { deadLetter } from './records.ts'

/** What a consumer reads is the record that was sent: the same text, and so the same bytes of both payloads (REC-6). */
export function expectSameRecord(carried: unknown, recordText: string, through: Outcome['through']): void {
  const outcome = readOutcome(carried)
  expect(outcome).toMatchObject({
    kind: 'invocation-record',
    through,
    text: recordText,
    record: JSON.parse(recordText),
  })
  const text = outcome.kind === 'invocation-record' ? (outcome.text ?? '') : ''
  expect(readRawPayloads(text)).toEqual(readRawPayloads(recordText))
}

/** The same by value: what EventBridge carries has been parsed and written again (CON-4). */
export function expectSameValue(carried: unknown, recordText: string): void {
  const through = ['sqs-message', 'eventbridge-event']
  expect(readOutcome(carried)).toMatchObject({ kind: 'invocation-record', through, record: JSON.parse(recordText) })
}

/** What a consumer reads is the dead letter that was sent, the event byte for byte (DLQ-1, DLQ-2). */
export function expectSameDeadLetter(carried: unknown, eventText: string, through: Outcome['through']): void {
  expect(readOutcome(carried)).toMatchObject({
    kind: 'dead-letter',
    through,
    bodyText: eventText,
    attributes: deadLetter.attributes,
  })
}
