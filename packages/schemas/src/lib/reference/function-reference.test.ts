import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { checkFunctionReference, resolveQualifier } from './admit-function-reference.ts'
import { formatQualifiedFunctionArn, functionNamePattern, parseFunctionReference } from './function-reference.ts'
import { formatRefusals } from './refusal.ts'

interface Cases<Case> {
  readonly cases: readonly Case[]
}
const vectors = Object.fromEntries(readVectors<Cases<unknown>>('function-reference').map((v) => [v.name, v.content]))
const valid = vectors.valid as Cases<{ text: string; reference: object }>
const invalid = vectors.invalid as Cases<string>
const printedPattern = new RegExp(`^(?:${functionNamePattern})$`)
const home = { region: 'us-east-1', accountId: '123456789012' }

describe('parseFunctionReference (INV-5, CFG-16)', () => {
  it.each(valid.cases)('reads $text', ({ text, reference }) => {
    expect(parseFunctionReference(text)).toEqual(reference)
    expect(checkFunctionReference(text, undefined)).toEqual([])
  })

  it.each(invalid.cases)('refuses %j with the text of the service', (text) => {
    expect(parseFunctionReference(text)).toBeUndefined()
    expect(formatRefusals(checkFunctionReference(text, undefined))).toBe(
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${functionNamePattern}`,
    )
  })

  it('agrees with the pattern that the service prints', () => {
    for (const { text } of valid.cases) expect(printedPattern.test(text)).toBe(true)
    for (const text of invalid.cases) expect(printedPattern.test(text)).toBe(false)
  })

  it('answers in linear time on a long name that fails at its end', () => {
    expect(parseFunctionReference(`${'a'.repeat(1_000_000)}!`)).toBeUndefined()
  })
})

describe('checkFunctionReference (2.3)', () => {
  it('joins a bad name and a bad qualifier in one message', () => {
    const text = formatRefusals(checkFunctionReference('a!', 'b!'))
    expect(text).toMatch(/^2 validation errors detected: Value 'a!' at 'functionName' .*; Value 'b!' at 'qualifier' /)
  })

  it.each([
    [128, 0],
    [129, 1],
  ])('a qualifier of %i characters has %i violations', (length, violations) => {
    expect(checkFunctionReference('f', 'q'.repeat(length))).toHaveLength(violations)
  })

  it.each([
    [256, 0],
    [257, 1],
  ])('a name of %i characters has %i violations', (length, violations) => {
    expect(checkFunctionReference('f'.repeat(length), undefined)).toHaveLength(violations)
  })
})

describe('resolveQualifier', () => {
  it.each([
    ['f', undefined, undefined],
    ['f', 'live', 'live'],
    ['f:live', undefined, 'live'],
    ['f:live', 'live', 'live'],
  ])('%s with Qualifier %s means %s', (name, qualifier, expected) => {
    expect(resolveQualifier(name, qualifier)).toMatchObject({ reference: { functionName: 'f' } })
    expect(resolveQualifier(name, qualifier)).toHaveProperty(
      ...((expected ? ['reference.qualifier', expected] : ['reference']) as [string]),
    )
  })

  it('refuses two qualifiers that differ (CFG-13a)', () => {
    expect(resolveQualifier('f:live', '7')).toMatchObject({
      refusal: {
        rule: 'CFG-13a',
        code: 'InvalidParameterValueException',
        message: 'The derived qualifier from the function name does not match the specified qualifier.',
      },
    })
  })

  it('refuses an ARN of another region where the region is known (CFG-12d)', () => {
    const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:f'
    expect(resolveQualifier(arn, undefined, home)).toMatchObject({
      refusal: { message: "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')" },
    })
    expect(resolveQualifier(arn, undefined)).toMatchObject({ reference: { region: 'eu-west-1' } })
  })
})

it('a qualified ARN says $LATEST where there is no qualifier (REC-1, CFG-3)', () => {
  expect(formatQualifiedFunctionArn(home, 'f')).toBe('arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST')
  expect(formatQualifiedFunctionArn({ ...home, partition: 'aws-cn' }, 'f', 'live')).toBe(
    'arn:aws-cn:lambda:us-east-1:123456789012:function:f:live',
  )
})
