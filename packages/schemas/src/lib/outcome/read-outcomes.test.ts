import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { readOutcomes } from './read-outcomes.ts'

const record = readVectors<{ input: object }>('outcomes').find(({ name }) => name === 'sqs-event-record')?.content.input
const bad = (messageId: string) => ({ messageId, body: '<html>', messageAttributes: {} })

describe('readOutcomes', () => {
  it('reads the records around a bad one and lists its message as a failure', () => {
    const { outcomes, batchItemFailures } = readOutcomes({ Records: [bad('m-1'), record, bad('m-3'), null] })
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      ...['unrecognised', 'invocation-record', 'unrecognised', 'unrecognised'],
    ])
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'm-1' }, { itemIdentifier: 'm-3' }])
  })

  it('lists no failures for SNS, which has no partial response, or for an empty id, which would return the whole batch', () => {
    const sns = { EventSource: 'aws:sns', Sns: { MessageId: 'm-1', Message: '<html>' } }
    expect(readOutcomes({ Records: [sns, { ...bad(''), messageId: '' }] })).toMatchObject({
      outcomes: [{ kind: 'unrecognised' }, { kind: 'unrecognised' }],
      batchItemFailures: [],
    })
  })

  it('lists no failures for the response of ReceiveMessage', () => {
    const { outcomes, batchItemFailures } = readOutcomes({ Messages: [{ MessageId: 'm-1', Body: '<html>' }] })
    expect(outcomes).toMatchObject([{ kind: 'unrecognised', messageId: 'm-1' }])
    expect(batchItemFailures).toEqual([])
  })

  it('reads the array of EventBridge Pipes record by record (CON-11)', () => {
    const { outcomes, batchItemFailures } = readOutcomes([bad('m-1'), record])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['unrecognised', 'invocation-record'])
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'm-1' }])
  })

  it('reads every form of a batch the same', () => {
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
  ])('reads no outcomes from an empty poll $poll', ({ event }) => {
    expect(readOutcomes(event)).toEqual({ outcomes: [], batchItemFailures: [] })
  })

  it('reads any other response of the SDK as a batch of one', () => {
    expect(readOutcomes({ $metadata: null }).outcomes).toHaveLength(1)
    expect(readOutcomes({ $metadata: {}, Payload: '{}' }).outcomes).toMatchObject([{ kind: 'unrecognised' }])
  })

  it.each([null, 'text', {}, { Records: 'none' }, 7])('reads %j as a batch of one', (event) => {
    expect(readOutcomes(event).outcomes).toMatchObject([{ kind: 'unrecognised' }])
  })

  it('reads the event of a destination function or of a rule as a batch of one', () => {
    for (const { name, content } of readVectors<{ input: object }>('outcomes'))
      if (name === 'lambda-destination' || name === 'eventbridge-event')
        expect(readOutcomes(content.input).outcomes).toMatchObject([{ kind: 'invocation-record' }])
  })

  it('reads no outcomes from an empty event', () => {
    expect(readOutcomes({ Records: [] })).toEqual({ outcomes: [], batchItemFailures: [] })
  })
})
