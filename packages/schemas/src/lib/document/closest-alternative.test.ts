import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDeadLetterAttributes } from '../dead-letter/dead-letter-attributes.ts'
import { checkErrorResponse } from '../envelopes/error-response.ts'
import { checkEventBridgeEvent } from '../envelopes/eventbridge-envelope.ts'
import { checkEventInvokeConfigRequest } from '../settings/event-invoke-config-request.ts'
import { noAlternative, withClosestAlternatives } from './closest-alternative.ts'
import type { ValidatorError } from './issue.ts'

const id = { StringValue: 'r-1', DataType: 'String' }
const error = { StringValue: 'too late', DataType: 'String' }
const attributes = (ErrorCode: unknown) => checkDeadLetterAttributes({ RequestID: id, ErrorCode, ErrorMessage: error })

describe('of the alternatives of an anyOf', () => {
  it.each([
    {
      of: 'a spelling with a wrong value',
      issues: attributes({ StringValue: 'many', DataType: 'Number' }),
      lines: ['/ErrorCode/StringValue must match pattern "^[0-9]{1,9}$"', `/ErrorCode ${noAlternative}`],
    },
    {
      of: 'the spelling of another envelope',
      issues: attributes({ Value: '200', Type: 'String' }),
      lines: ["/ErrorCode/Type must be 'Number'", `/ErrorCode ${noAlternative}`],
    },
    {
      of: 'what all want',
      issues: attributes(200),
      lines: ['/ErrorCode must be object', `/ErrorCode ${noAlternative}`],
    },
    {
      of: 'the deepest error',
      issues: checkEventInvokeConfigRequest({ DestinationConfig: { OnSuccess: null } }),
      lines: ['/DestinationConfig/OnSuccess must be object', ` ${noAlternative}`],
    },
    {
      of: 'several that are as close',
      issues: checkErrorResponse({}),
      lines: [" must have required property 'message', or must have required property 'Message'"],
    },
    {
      of: 'two texts',
      issues: checkEventBridgeEvent({ source: 'aws.s3' }).filter(({ path }) => path === '/source'),
      lines: ["/source must be 'lambda', or must be 'aws.lambda'"],
    },
  ])('names $of', ({ issues, lines }) => {
    expect(issues.map(({ path, message }) => `${path} ${message}`)).toEqual(lines)
  })

  it('keeps the errors of at most one, also within another, and each error outside of them', () => {
    fc.assert(
      fc.property(errorsAt('', ''), (all) => {
        const kept = withClosestAlternatives(all)
        const outside = ({ branch, keyword }: ValidatorError) => branch === undefined && keyword !== 'anyOf'
        expect(kept.filter(outside)).toEqual(all.filter(outside))
        const alternatives = new Map<string, Set<string>>()
        for (const { branch = '' } of kept)
          for (const [, anyOf = '', alternative = ''] of branch.matchAll(/(?<=^|\/)(\d+)\.(\d+)/g))
            alternatives.set(anyOf, (alternatives.get(anyOf) ?? new Set()).add(alternative))
        for (const found of alternatives.values()) expect(found.size).toBe(1)
        expect(kept.length > 0).toBe(all.length > 0)
      }),
    )
  })
})

let anyOfs = 0

/** Errors as a validator lists them: those of the alternatives of an `anyOf`, then its own. */
function errorsAt(path: string, within: string, depth = 0): fc.Arbitrary<readonly ValidatorError[]> {
  const branch = within === '' ? {} : { branch: within }
  const plain = fc
    .record({ member: fc.constantFrom('', '/a', '/b'), keyword: fc.constantFrom('type', 'const', 'required') })
    .map(({ member, keyword }) => [
      { instancePath: path + member, keyword, message: `${keyword} ${member}`, ...branch },
    ])
  const anyOf = fc.constantFrom('', '/a').chain((member) => {
    anyOfs += 1
    const own = within === '' ? String(anyOfs) : `${within}/${anyOfs}`
    const alternatives = [0, 1, 2].map((index) => errorsAt(path + member, `${own}.${index}`, depth + 1))
    const error = { instancePath: path + member, branch: own, keyword: 'anyOf', message: noAlternative }
    return fc.tuple(...alternatives).map((of) => (of.some((each) => each.length === 0) ? [] : [...of.flat(), error]))
  })
  const each = depth < 2 ? fc.oneof(plain, anyOf) : plain
  return fc.array(each, { maxLength: 4 }).map((lists) => lists.flat())
}
