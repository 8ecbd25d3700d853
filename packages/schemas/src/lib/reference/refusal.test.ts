import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createModelRefusal, createRefusal, describeRefused, formatRefusals } from './refusal.ts'

const model = createModelRefusal(
  'CFG-14e',
  'maximumRetryAttempts',
  '3',
  'Member must have value less than or equal to 2',
)

describe('createRefusal', () => {
  it('links to the page of the rule and keeps the link out of the message (CFG-14e)', () => {
    expect(model.helpUrl).toBe('https://github.com/async-invoke/async-invoke/blob/main/docs/semantics.md#cfg-14e')
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, message) => {
        const refused = createRefusal('CFG-12c', 'ResourceNotFoundException', 'functionName', value, message)
        expect(refused.message).toBe(message)
        expect(formatRefusals([refused])).toBe(message)
      }),
    )
    expect(formatRefusals([model])).not.toContain('http')
  })
})

describe('describeRefused', () => {
  it('is one line for a value over several lines, which the service prints as it is', () => {
    const refusal = createModelRefusal('CFG-14e', 'destination', 'a\nb\r\nc', 'Member must satisfy a pattern')
    const [problem = ''] = describeRefused('config.OnFailure', 'a\nb\r\nc', [refusal])
    expect(problem).toMatch(
      /^config\.OnFailure is "a\\nb\\r\\nc": ValidationException: .*'a b {2}c' at 'destination'.*$/,
    )
  })
})
