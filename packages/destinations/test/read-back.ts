import { type Outcome, readOutcome, readRawPayloads } from '@async-invoke/schemas'
import { expect } from 'vitest'
import { deadLetter } from './records.ts'

/** Expects that a consumer reads the record as sent, with both payloads byte for byte (REC-6). */
export function expectSameRecord(received: unknown, recordText: string, through: Outcome['through']): void {
  const outcome = readOutcome(received)
  expect(outcome).toMatchObject({
    kind: 'invocation-record',
    through,
    text: recordText,
    record: JSON.parse(recordText),
  })
  const receivedText = outcome.kind === 'invocation-record' ? (outcome.text ?? '') : ''
  expect(readRawPayloads(receivedText)).toEqual(readRawPayloads(recordText))
}

/** Expects that a consumer reads the same record by value, since EventBridge serialises it again (CON-4). */
export function expectSameValue(received: unknown, recordText: string): void {
  const through = ['sqs-message', 'eventbridge-event']
  expect(readOutcome(received)).toMatchObject({ kind: 'invocation-record', through, record: JSON.parse(recordText) })
}

/** Expects that a consumer reads the dead letter as sent, with the event byte for byte (DLQ-1, DLQ-2). */
export function expectSameDeadLetter(received: unknown, eventText: string, through: Outcome['through']): void {
  expect(readOutcome(received)).toMatchObject({
    kind: 'dead-letter',
    through,
    bodyText: eventText,
    attributes: deadLetter.attributes,
  })
}
