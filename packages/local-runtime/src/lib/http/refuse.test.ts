import { createModelRefusal, createRefusal } from '@async-invoke/schemas/internal'
import { describe, expect, it } from 'vitest'
import { answerOf, type LambdaError } from './lambda-error.ts'
import { refuse, throwRefusals } from './refuse.ts'

function answerTo(refusing: () => void): { type: string | undefined; body: object } {
  try {
    refusing()
  } catch (error) {
    const { headers, body } = answerOf(error as LambdaError)
    return { type: headers['x-amzn-ErrorType'], body: JSON.parse(body) }
  }
  throw new Error('nothing was refused')
}

const invalid = (rule: string) =>
  createRefusal(rule, 'InvalidParameterValueException', 'path', 'value', `breaks ${rule}`)

describe('refuse', () => {
  it('returns when there are no refusals', () => {
    expect(refuse([])).toBeUndefined()
  })

  it('joins violations of the model in one message, but answers only the first of other refusals (2.3)', () => {
    const [a, b] = [createModelRefusal('2.3', 'a', '1', 'Member A'), createModelRefusal('2.3', 'b', '2', 'Member B')]
    expect(answerTo(() => refuse([a, b]))).toEqual({
      type: 'ValidationException',
      body: {
        message:
          "2 validation errors detected: Value '1' at 'a' failed to satisfy constraint: Member A; Value '2' at 'b' failed to satisfy constraint: Member B",
      },
    })
    expect(answerTo(() => refuse([invalid('CFG-14c'), invalid('CFG-14b')]))).toEqual({
      type: 'InvalidParameterValueException',
      body: { Type: 'User', message: 'breaks CFG-14c' },
    })
  })

  it.each(['FNC-7', 'FNC-23'])('omits Type for the rule %s (2.3)', (rule) => {
    expect(answerTo(() => throwRefusals(invalid(rule))).body).toEqual({ message: `breaks ${rule}` })
  })
})
