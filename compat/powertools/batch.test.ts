import { describeOutcome, handleOutcomes, readOutcome } from '@async-invoke/schemas'
import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoPartialProcessorAsync,
} from '@aws-lambda-powertools/batch'
import { parser } from '@aws-lambda-powertools/batch/parser'
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
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

  it('keeps the messages whose handler fails in handleOutcomes, which rejects for a single message', async () => {
    const processor = new BatchProcessor(EventType.SQS)
    const handleRecord = (record: SQSRecord) =>
      handleOutcomes(
        record,
        () => {
          if (record.messageId === 'm-2') throw new Error('boom')
        },
        { onFailure: () => {} },
      )
    const Records = [sqsRecord('m-1', recordText), sqsRecord('m-2', recordText), sqsRecord('m-3', 'hello')]
    expect(await processPartialResponse({ Records }, handleRecord, processor)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-2' }, { itemIdentifier: 'm-3' }],
    })
  })

  it('keeps the order of a FIFO queue with handleOutcomes', async () => {
    const seen: string[] = []
    const handleRecord = (record: SQSRecord) => {
      seen.push(record.messageId)
      return handleOutcomes(record, () => Promise.reject(new Error('boom')), { onFailure: () => {} })
    }
    const Records = ['m-1', 'm-2'].map((id) => sqsRecord(id, recordText))
    const processor = new SqsFifoPartialProcessorAsync()
    const { batchItemFailures } = await processPartialResponse({ Records }, handleRecord, processor, {
      throwOnFullBatchFailure: false,
    })
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['m-1', 'm-2'])
    expect(seen).toEqual(['m-1'])
  })

  it("passes on messages that Powertools' parser has parsed, which handleOutcomes reads", async () => {
    const processor = new BatchProcessor(EventType.SQS, { parser, innerSchema: z.looseObject({}), transformer: 'json' })
    const reasons: (string | undefined)[] = []
    const handleRecord = (record: unknown) =>
      handleOutcomes(record, (outcome) => void reasons.push(describeOutcome(outcome).reason))
    const Records = [sqsRecord('m-1', recordText), sqsRecord('m-2', 'hello')]
    expect(await processPartialResponse({ Records }, handleRecord, processor)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-2' }],
    })
    expect(reasons).toEqual(['handler-error'])
  })
})
