import { describe, expect, it } from 'vitest'
import { statementValue } from '../../../scripts/rules/statements.ts'
import {
  checkFunctionReference,
  composeDeadLetterAttributes,
  eventInvokeBounds,
  eventInvokeDefaults,
  formatInvocationRecord,
  parseInvocationRecord,
} from '../src/index.ts'
import { checkEventInvokeConfigModel } from '../src/internal.ts'

const bounds = statementValue('1') as Readonly<Record<string, unknown>>

/** The longest string of a kind that is accepted, up to 1,000 characters. */
function longest(accepts: (length: number) => boolean): number {
  return (
    Array.from({ length: 1_001 }, (_, length) => length)
      .filter(accepts)
      .at(-1) ?? -1
  )
}

describe('the values of statements', () => {
  it('are the bounds and defaults of settings (section 1)', () => {
    const { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age } = eventInvokeBounds
    expect(bounds).toMatchObject({
      defaultMaximumRetryAttempts: eventInvokeDefaults.MaximumRetryAttempts,
      defaultMaximumEventAgeInSeconds: eventInvokeDefaults.MaximumEventAgeInSeconds,
      maximumRetryAttempts: [retries.minimum, retries.maximum],
      maximumEventAgeInSeconds: [age.minimum, age.maximum],
    })
  })

  it('are the lengths of names, qualifiers and destinations (section 1)', () => {
    // The names of every kind of target end before this length, so only the model's rule counts it.
    const queue = 'arn:aws:sqs:us-east-1:123456789012:'
    const destination = (length: number) => ({
      DestinationConfig: { OnFailure: { Destination: queue.padEnd(length, 'q') } },
    })
    expect(bounds).toMatchObject({
      functionNameLength: [1, longest((length) => checkFunctionReference('f'.repeat(length), undefined).length === 0)],
      qualifierLength: [1, longest((length) => checkFunctionReference('f', 'q'.repeat(length)).length === 0)],
      destinationArnLength: [0, longest((length) => checkEventInvokeConfigModel(destination(length)).length === 0)],
    })
  })

  it('are the bytes of an ErrorMessage (section 1, DLQ-4)', () => {
    const payload = JSON.stringify({ errorMessage: 'x'.repeat(5_000) })
    const { ErrorMessage = '' } = composeDeadLetterAttributes({
      requestId: 'r-1',
      cause: { outcome: 'functionError', payload },
    })
    expect(statementValue('DLQ-4')).toEqual({ bytes: ErrorMessage.length })
    expect(bounds).toMatchObject({ deadLetterErrorMessageBytes: ErrorMessage.length })
  })

  it('are the members of a record, in order (section 6), and the conditions (TRM-1)', () => {
    const fields = {
      timestampMs: 0,
      requestId: 'r-1',
      functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST',
      approximateInvokeCount: 1,
      requestPayloadText: '{}',
      responseContext: { statusCode: 200, executedVersion: '$LATEST' },
    }
    const members = (responsePayloadText: string) =>
      Object.keys(
        parseInvocationRecord(formatInvocationRecord({ ...fields, condition: 'Success', responsePayloadText })),
      )
    const order = statementValue('6') as readonly string[]
    expect(members('1')).toEqual(order.filter((member) => member !== 'deliveryError'))
    expect(members('no JSON')).toEqual(order.filter((member) => member !== 'responsePayload'))
    for (const condition of statementValue('TRM-1') as readonly string[])
      expect(() => parseInvocationRecord(formatInvocationRecord({ ...fields, condition }))).not.toThrow()
  })

  it('are the answer to a response that is not JSON (REC-8)', () => {
    const record = parseInvocationRecord(
      formatInvocationRecord({
        timestampMs: 0,
        requestId: 'r-1',
        functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST',
        condition: 'Success',
        approximateInvokeCount: 1,
        requestPayloadText: '{}',
        responsePayloadText: 'no JSON',
      }),
    )
    expect(record.deliveryError).toMatchObject(statementValue('REC-8') as object)
  })
})
