import { describeOutcome, readOutcomes } from '@async-invoke/schemas'
import { readOutcome } from '@async-invoke/schemas/outcome'

const message = {
  messageId: 'm-1',
  body: '{"orderId":"A-1002"}',
  messageAttributes: {
    RequestID: { dataType: 'String', stringValue: 'r-1' },
    ErrorCode: { dataType: 'Number', stringValue: '200' },
    ErrorMessage: { dataType: 'String', stringValue: 'no items' },
  },
}

describe('schemas in jest, in a CommonJS project', () => {
  it('reads a failure queue', () => {
    const { outcomes } = readOutcomes({ Records: [message] })
    expect(outcomes.map((outcome) => describeOutcome(outcome).reason)).toEqual(['handler-error'])
  })

  it('loads a subpath, with types', () => {
    const outcome = readOutcome(message)
    expect(outcome.kind === 'dead-letter' && outcome.attributes.ErrorCode).toBe(200)
  })
})
