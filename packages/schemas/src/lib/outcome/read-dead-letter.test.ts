import { describe, expect, it } from 'vitest'
import { describeOutcome } from './describe-outcome.ts'
import { readOutcome } from './read-outcome.ts'

const attributes = {
  RequestID: { stringValue: '2b9e6c1a', dataType: 'String' },
  ErrorCode: { stringValue: '200', dataType: 'Number' },
  ErrorMessage: { stringValue: 'Order A-1002 has no items', dataType: 'String' },
}

describe('readOutcome of a dead letter', () => {
  it('takes attributes in any order, with their MD5 or without (CON-7)', () => {
    const reversed = Object.fromEntries(Object.entries(attributes).reverse())
    const messages = [
      { body: '{}', messageAttributes: attributes },
      { body: '{}', messageAttributes: reversed },
      { body: '{}', messageAttributes: reversed, md5OfMessageAttributes: '2f1712e2f23987a0ac5ff40ec63be82a' },
    ]
    for (const message of messages)
      expect(readOutcome(message)).toMatchObject({
        kind: 'dead-letter',
        attributes: { RequestID: '2b9e6c1a', ErrorCode: 200, ErrorMessage: 'Order A-1002 has no items' },
      })
  })

  it.each([
    { message: '{"errorType":"Error","errorMessage":"","trace":["Error"]}', errorMessage: undefined },
    { message: '{"errorType":"Error","errorMessage":"no stock"}', errorMessage: 'no stock' },
  ])('describes the ErrorMessage $message without losing its text (U-17)', ({ message, errorMessage = message }) => {
    const ErrorMessage = { stringValue: message, dataType: 'String' }
    const outcome = readOutcome({ body: '{}', messageAttributes: { ...attributes, ErrorMessage } })
    expect(describeOutcome(outcome).error).toMatchObject({ errorType: 'Error', errorMessage })
  })
})
