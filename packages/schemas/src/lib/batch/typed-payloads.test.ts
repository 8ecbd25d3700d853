import { Type } from '@sinclair/typebox'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { fromTypeBox } from '../../../test/from-typebox.ts'
import { describeOutcome } from '../outcome/describe-outcome.ts'
import { originalEvent } from '../outcome/original-event.ts'
import { readOutcomes } from './read-outcomes.ts'

const recordOf = (requestPayload: unknown) => ({
  version: '1.0',
  timestamp: '2026-02-10T09:20:31.902Z',
  requestContext: {
    requestId: 'r',
    functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:live',
    condition: 'Success',
    approximateInvokeCount: 1,
  },
  requestPayload,
  responsePayload: { total: 1 },
})
const message = (body: unknown, messageAttributes = {}) => ({
  messageId: 'm-1',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  messageAttributes,
})
const deadLetter = { RequestID: { stringValue: 'r' }, ErrorMessage: { stringValue: 'no items' } }

describe('readOutcomes with payload schemas', () => {
  it.each([
    { library: 'zod', requestPayload: z.object({ orderId: z.string() }) },
    { library: 'valibot', requestPayload: v.object({ orderId: v.string() }) },
    { library: 'arktype', requestPayload: type({ orderId: 'string' }) },
    { library: 'TypeBox, adapted', requestPayload: fromTypeBox(Type.Object({ orderId: Type.String() })) },
  ])('validates records and dead letters with $library', ({ requestPayload }) => {
    const Records = [message(recordOf({ orderId: 'A' })), message({ orderId: 'A' }, deadLetter)]
    const bad = [message(recordOf({ orderId: 1 })), message({ orderId: 1 }, deadLetter)]
    expect(readOutcomes({ Records }, { requestPayload })).toMatchObject({
      outcomes: [{ kind: 'invocation-record' }, { kind: 'dead-letter' }],
      batchItemFailures: [],
    })
    expect(readOutcomes({ Records: bad }, { requestPayload })).toMatchObject({
      outcomes: [
        {
          kind: 'payload-mismatch',
          messageId: 'm-1',
          issues: [{ path: '/requestPayload/orderId', keyword: 'payload' }],
        },
        { kind: 'payload-mismatch', issues: [{ path: '/orderId' }], mismatched: { kind: 'dead-letter' } },
      ],
      batchItemFailures: [{ itemIdentifier: 'm-1' }, { itemIdentifier: 'm-1' }],
    })
  })

  it.each([
    { carrier: 'text', record: JSON.stringify(recordOf({ orderId: '7', note: 'x' })) },
    { carrier: 'a parsed record', record: recordOf({ orderId: '7', note: 'x' }) },
    { carrier: 'a dead letter', record: message('{"orderId":"7","note":"x"}', deadLetter) },
  ])('keeps the event that the caller sent beside the output of its schema, of $carrier', ({ record }) => {
    const requestPayload = z.object({ orderId: z.coerce.number() })
    const [outcome] = readOutcomes(record, { requestPayload }).outcomes
    if (outcome?.kind !== 'invocation-record' && outcome?.kind !== 'dead-letter') return expect.unreachable()
    const event = originalEvent(outcome)
    expectTypeOf(event?.value).toEqualTypeOf<{ orderId: number } | undefined>()
    expect(event).toMatchObject({ value: { orderId: 7 }, text: '{"orderId":"7","note":"x"}' })
  })

  it('puts the output of the schemas in place of the payloads, and leaves the input as it is', () => {
    const input = recordOf({ orderId: '7' })
    const requestPayload = z.object({ orderId: z.coerce.number() })
    const responsePayload = z.object({ total: z.number().transform(String) })
    const [outcome] = readOutcomes(input, { requestPayload, responsePayload }).outcomes
    if (outcome?.kind !== 'invocation-record') return expect.unreachable(outcome?.kind)
    const orderId: number = outcome.record.requestPayload.orderId
    const total: string | undefined = outcome.record.responsePayload?.total
    expect([orderId, total]).toEqual([7, '1'])
    expect(input.requestPayload).toEqual({ orderId: '7' })
    const [letter] = readOutcomes(message({ orderId: '7' }, deadLetter), { requestPayload }).outcomes
    if (letter?.kind !== 'dead-letter') return expect.unreachable(letter?.kind)
    const body: { orderId: number } = letter.parseBody()
    expect(body).toEqual({ orderId: 7 })
  })

  it('describes a mismatch by its document, and returns its original event', () => {
    const [outcome] = readOutcomes(recordOf(5), { requestPayload: z.string() }).outcomes
    if (outcome?.kind !== 'payload-mismatch') return expect.unreachable(outcome?.kind)
    expect(describeOutcome(outcome)).toMatchObject({ kind: 'payload-mismatch', functionName: 'f', requestId: 'r' })
    expect(originalEvent(outcome)).toMatchObject({ value: 5 })
  })

  it('counts the body of a dead letter that is not JSON as a mismatch', () => {
    expect(readOutcomes(message('<html>', deadLetter), { requestPayload: z.unknown() }).outcomes).toMatchObject([
      { kind: 'payload-mismatch', issues: [{ keyword: 'json' }] },
    ])
  })

  it('refuses an asynchronous schema by its name, and leaves no rejection behind', () => {
    const rejecting = {
      '~standard': { version: 1, vendor: 'own', validate: () => Promise.reject(new Error('no')) },
    } as const
    const ofZod = z.string().refine(async () => true)
    const ofValibot = v.pipeAsync(
      v.string(),
      v.checkAsync(async () => false),
    )
    expect(() => readOutcomes(recordOf('x'), { requestPayload: ofZod })).toThrow(
      /^requestPayload: .*zod.* asynchronous/,
    )
    expect(() => readOutcomes(recordOf('x'), { requestPayload: ofValibot })).toThrow(
      /^requestPayload: .*valibot.* asynchronous/,
    )
    expect(() => readOutcomes(message('{}', deadLetter), { requestPayload: rejecting })).toThrow(TypeError)
    expect(() => readOutcomes(recordOf('x'), { responsePayload: rejecting })).toThrow(/^responsePayload: .*own/)
  })

  it('takes a schema that throws for a mismatch of this one item', () => {
    const requestPayload = v.pipe(
      v.string(),
      v.transform((text): unknown => JSON.parse(text)),
    )
    const Records = [message(recordOf('{')), message(recordOf('{}'))]
    expect(readOutcomes({ Records }, { requestPayload }).outcomes).toMatchObject([
      { kind: 'payload-mismatch', issues: [{ message: expect.stringMatching(/^the schema threw SyntaxError/) }] },
      { kind: 'invocation-record' },
    ])
  })

  it.each([{ type: 'object' }, null, 5, {}])('refuses %j, which is no Standard Schema', (requestPayload) => {
    expect(() => readOutcomes([], { requestPayload } as never)).toThrow(/^requestPayload: not a Standard Schema/)
  })

  it('does not touch records without schemas', () => {
    const record = recordOf(1)
    expect(readOutcomes(record).outcomes).toMatchObject([{ record }])
  })
})
