import { createRecordSchema, handleOutcomes, InvocationRecord, isInvocationRecord } from '@async-invoke/schemas'
import { parse } from '@aws-lambda-powertools/parser'
import { SqsEnvelope } from '@aws-lambda-powertools/parser/envelopes/sqs'
import { JSONStringified } from '@aws-lambda-powertools/parser/helpers'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { recordText, sqsRecord } from '../events.ts'
import { validate } from './peers/record.ts'
import { readChecked, readUnchecked } from './peers/sqs-envelope.ts'

const record = JSON.parse(recordText) as InvocationRecord
const event = { Records: [sqsRecord('m-1', recordText)] }

describe("the benchmarks' way with Powertools", () => {
  it('reads the records of an SQS event', () => {
    expect(readUnchecked(event)).toEqual([record])
    expect(readChecked(event)).toEqual([record])
    expect([validate(record), validate({})]).toEqual([true, false])
  })
})

describe('Powertools parser without an envelope', () => {
  it('takes the schema of a record, and reports the path of a fault', () => {
    const parsed: InvocationRecord = parse(record, undefined, InvocationRecord)
    expect(parsed).toBe(record)
    expect(parse(record, undefined, InvocationRecord, true)).toEqual({ success: true, data: record })
    expect(() => parse({ ...parsed, version: '2.0' }, undefined, InvocationRecord)).toThrow(
      expect.objectContaining({ cause: [expect.objectContaining({ path: ['version'] })] }),
    )
  })

  it('takes a composed schema, with its types', () => {
    const Order = createRecordSchema({ requestPayload: z.object({ orderId: z.string() }) })
    const orderId: string = parse(record, undefined, Order).requestPayload.orderId
    expect(orderId).toBe('A-1002')
    const result = parse({ ...record, requestPayload: {} }, undefined, Order, true)
    expect(result).toMatchObject({ success: false, error: { cause: [{ path: ['requestPayload', 'orderId'] }] } })
  })
})

describe("Powertools' SqsEnvelope", () => {
  it('takes the check of a record inside a zod schema, with its types', () => {
    const body = JSONStringified(z.custom<InvocationRecord>(isInvocationRecord))
    const parsed: InvocationRecord[] = SqsEnvelope.parse(event, body)
    expect(parsed).toEqual([record])
    const deadLetter = { Records: [sqsRecord('m-1', '{"orderId":"A-1002"}')] }
    expect(() => SqsEnvelope.parse(deadLetter, body)).toThrow('Failed to parse SQS Record at index 0')
  })

  it('passes on bodies without ids, so that a failure in handleOutcomes rejects the whole batch', async () => {
    const records = SqsEnvelope.parse(event, JSONStringified(z.unknown()))
    const kinds: string[] = []
    await handleOutcomes(records, ({ kind }) => void kinds.push(kind))
    expect(kinds).toEqual(['invocation-record'])
    const failing = handleOutcomes(records, () => Promise.reject(), { onFailure: () => {} })
    await expect(failing).rejects.toMatchObject({ code: 'unidentified-item' })
  })

  it('does not take a schema that is not of zod', () => {
    // @ts-expect-error the envelope calls `parse`, which only zod's schemas have
    expect(() => SqsEnvelope.parse(event, InvocationRecord)).toThrow()
  })
})
