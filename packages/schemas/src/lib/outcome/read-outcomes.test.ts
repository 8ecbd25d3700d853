import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { readOutcomes } from './read-outcomes.ts'

const record = readVectors<{ input: object }>('outcomes').find(({ name }) => name === 'sqs-event-record')?.content.input
const bad = (messageId: string) => ({ messageId, body: '<html>', messageAttributes: {} })

describe('readOutcomes', () => {
  it('reads the rest around a bad record and says which message to return', () => {
    const { outcomes, batchItemFailures } = readOutcomes({ Records: [bad('m-1'), record, bad('m-3'), null] })
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      ...['unrecognised', 'invocation-record', 'unrecognised', 'unrecognised'],
    ])
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'm-1' }, { itemIdentifier: 'm-3' }])
  })

  it('returns nothing for SNS, which knows no partial answer, nor a message without id, which would return the batch', () => {
    const sns = { EventSource: 'aws:sns', Sns: { MessageId: 'm-1', Message: '<html>' } }
    expect(readOutcomes({ Records: [sns, { ...bad(''), messageId: '' }] })).toMatchObject({
      outcomes: [{ kind: 'unrecognised' }, { kind: 'unrecognised' }],
      batchItemFailures: [],
    })
  })

  it('takes the answer of ReceiveMessage, where nothing is returned by a response', () => {
    const { outcomes, batchItemFailures } = readOutcomes({ Messages: [{ MessageId: 'm-1', Body: '<html>' }] })
    expect(outcomes).toMatchObject([{ kind: 'unrecognised', messageId: 'm-1' }])
    expect(batchItemFailures).toEqual([])
  })

  it('reads the bare array of EventBridge Pipes record by record (CON-11)', () => {
    const { outcomes, batchItemFailures } = readOutcomes([bad('m-1'), record])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['unrecognised', 'invocation-record'])
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'm-1' }])
  })

  it('returns the same for a batch in each of its forms', () => {
    const item = fc.oneof(
      fc.constant(record),
      fc.stringMatching(/^[a-z0-9-]{1,9}$/).map(bad),
      fc.jsonValue().filter((value) => value !== null),
    )
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const records = JSON.parse(JSON.stringify(items))
        const expected = readOutcomes({ Records: records })
        expect(expected.outcomes).toHaveLength(items.length)
        const forms = [records, JSON.stringify(records), JSON.stringify({ Records: records })]
        for (const form of forms) expect(readOutcomes(form)).toEqual(expected)
      }),
      { seed: 6 },
    )
  })

  it.each([
    { poll: 'without the member', event: { $metadata: { httpStatusCode: 200 } } },
    { poll: 'with the member undefined', event: { $metadata: {}, Messages: undefined } },
    { poll: 'with an empty array', event: { $metadata: {}, Messages: [] } },
  ])('reads an empty poll $poll as nothing', ({ event }) => {
    expect(readOutcomes(event)).toEqual({ outcomes: [], batchItemFailures: [] })
  })

  it('takes an answer of the SDK with something in it as one event', () => {
    expect(readOutcomes({ $metadata: null }).outcomes).toHaveLength(1)
    expect(readOutcomes({ $metadata: {}, Payload: '{}' }).outcomes).toMatchObject([{ kind: 'unrecognised' }])
  })

  it.each([null, 'text', {}, { Records: 'none' }, 7])('takes %j as an event of one', (event) => {
    expect(readOutcomes(event).outcomes).toMatchObject([{ kind: 'unrecognised' }])
  })

  it('takes the event of a destination function or of a rule as an event of one', () => {
    for (const { name, content } of readVectors<{ input: object }>('outcomes'))
      if (name === 'lambda-destination' || name === 'eventbridge-event')
        expect(readOutcomes(content.input).outcomes).toMatchObject([{ kind: 'invocation-record' }])
  })

  it('reads an empty event as nothing', () => {
    expect(readOutcomes({ Records: [] })).toEqual({ outcomes: [], batchItemFailures: [] })
  })
})
