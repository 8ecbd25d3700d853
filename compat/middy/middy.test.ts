import {
  describeOutcome,
  handleOutcomes,
  type InvocationRecord,
  InvocationRecord as RecordSchema,
  readOutcome,
  readOutcomes,
} from '@async-invoke/schemas'
import { parser } from '@aws-lambda-powertools/parser/middleware'
import middy from '@middy/core'
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { recordText, sqsRecord } from '../events.ts'

const context = { functionName: 'consumer', awsRequestId: 'r-1' } as Context

describe('a handler inside middy', () => {
  it('returns the batch response of readOutcomes', async () => {
    const handler = middy<SQSEvent, SQSBatchResponse>().handler(async (event) => {
      const { batchItemFailures } = readOutcomes(event)
      return { batchItemFailures }
    })
    const event = { Records: [sqsRecord('m-1', recordText), sqsRecord('m-2', 'hello')] }
    expect(await handler(event, context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-2' }] })
  })

  it('is handleOutcomes itself', async () => {
    const handler = middy<SQSEvent, SQSBatchResponse>().handler((event) =>
      handleOutcomes(event, ({ messageId }) => messageId === 'm-1' && Promise.reject(), { onFailure: () => {} }),
    )
    const event = { Records: [sqsRecord('m-1', recordText), sqsRecord('m-2', recordText), sqsRecord('m-3', 'hello')] }
    expect(await handler(event, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-1' }, { itemIdentifier: 'm-3' }],
    })
  })

  it('passes on the rejection of handleOutcomes where no response is read', async () => {
    const boom = new Error('boom')
    const handler = middy().handler((event: unknown) =>
      handleOutcomes(event, () => Promise.reject(boom), { onFailure: () => {} }),
    )
    await expect(handler(JSON.parse(recordText), context)).rejects.toBe(boom)
  })

  it("receives a record that Powertools' parser checked with our schema", async () => {
    const handler = middy()
      .use(parser({ schema: RecordSchema }))
      .handler(async (record: InvocationRecord) => describeOutcome(readOutcome(record)).reason)
    expect(await handler(JSON.parse(recordText), context)).toBe('handler-error')
  })
})
