import { describeOutcome, readOutcome } from '@async-invoke/schemas'
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { recordText, sqsRecord } from '../events.ts'

describe("Powertools' batch processor", () => {
  it('returns the messages that readOutcome does not recognise', async () => {
    const reasons: (string | undefined)[] = []
    const processor = new BatchProcessor(EventType.SQS)
    const handler = (event: SQSEvent, context?: Context) =>
      processPartialResponse(
        event,
        async (record: SQSRecord) => {
          const outcome = readOutcome(record)
          if (outcome.kind === 'unrecognised') throw new Error('unrecognised')
          reasons.push(describeOutcome(outcome).reason)
        },
        processor,
        context === undefined ? {} : { context },
      )
    const event = { Records: [sqsRecord('m-1', recordText), sqsRecord('m-2', 'hello')] }
    expect(await handler(event)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-2' }] })
    expect(reasons).toEqual(['handler-error'])
  })
})
