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

  it.each(invalid.cases)('refuses %j with the message of the service', (text) => {
    expect(parseFunctionReference(text)).toBeUndefined()
    expect(formatRefusals(checkFunctionReference(text, undefined))).toBe(
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${functionNamePattern}`,
    )
  })

  it('agrees with the pattern that the service prints', () => {
    for (const { text } of valid.cases) expect(printedPattern.test(text)).toBe(true)
    for (const text of invalid.cases) expect(printedPattern.test(text)).toBe(false)
  })

  it('rejects a name of 1 MB with its fault at the end in linear time', () => {
    expect(parseFunctionReference(`${'a'.repeat(1_000_000)}!`)).toBeUndefined()
  })
})

describe('checkFunctionReference (2.3)', () => {
  it('reports a bad name and a bad qualifier in one message', () => {
    const message = formatRefusals(checkFunctionReference('a!', 'b!'))
    expect(message).toMatch(
      /^2 validation errors detected: Value 'a!' at 'functionName' .*; Value 'b!' at 'qualifier' /,
    )
  })

  it.each([
    { length: 128, violations: 0 },
    { length: 129, violations: 1 },
  ])('reports $violations violations for a qualifier of $length characters', ({ length, violations }) => {
    expect(checkFunctionReference('f', 'q'.repeat(length))).toHaveLength(violations)
  })

  it.each([
    { length: 256, violations: 0 },
    { length: 257, violations: 1 },
  ])('reports $violations violations for a name of $length characters', ({ length, violations }) => {
    expect(checkFunctionReference('f'.repeat(length), undefined)).toHaveLength(violations)
  })
})

describe('resolveQualifier', () => {
  it.each([
    { name: 'f', qualifier: undefined, reference: { functionName: 'f' } },
    { name: 'f', qualifier: 'live', reference: { functionName: 'f', qualifier: 'live' } },
    { name: 'f:live', qualifier: undefined, reference: { functionName: 'f', qualifier: 'live' } },
    { name: 'f:live', qualifier: 'live', reference: { functionName: 'f', qualifier: 'live' } },
  ])('resolves $name with Qualifier $qualifier', ({ name, qualifier, reference }) => {
    expect(resolveQualifier(name, qualifier)).toStrictEqual({ reference })
  })

  it('refuses a name whose qualifier differs from the parameter (CFG-13a)', () => {
    expect(resolveQualifier('f:live', '7')).toMatchObject({
      refusal: {
        rule: 'CFG-13a',
        code: 'InvalidParameterValueException',
        message: 'The derived qualifier from the function name does not match the specified qualifier.',
      },
    })
  })

  it('refuses an ARN of another region only if the receiving region is known (CFG-12d)', () => {
    const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:f'
    expect(resolveQualifier(arn, undefined, home)).toMatchObject({
      refusal: { message: "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')" },
    })
    expect(resolveQualifier(arn, undefined)).toMatchObject({ reference: { region: 'eu-west-1' } })
  })

  it('refuses an ARN of another partition only if the receiving one is known (CFG-12d)', () => {
    const arn = 'arn:aws-cn:lambda:us-east-1:123456789012:function:f'
    const messageOf = (name: string, qualifier?: string) =>
      resolveQualifier(name, qualifier, { ...home, partition: 'aws' })
    expect(messageOf(arn)).toMatchObject({ refusal: { message: `Function not found: ${arn}:$LATEST` } })
    expect(messageOf(arn, '7')).toMatchObject({ refusal: { message: `Function not found: ${arn}:7` } })
    expect(messageOf(`${arn}:7`)).toMatchObject({ refusal: { message: `Function not found: ${arn}:7` } })
    for (const given of [undefined, home])
      expect(resolveQualifier(arn, undefined, given)).toMatchObject({ reference: { partition: 'aws-cn' } })
    for (const name of ['f', 'function:f', 'us-east-1:f', arn.replace('aws-cn', 'aws'), arn.replace('aws-cn', '')])
      expect(messageOf(name)).toMatchObject({ reference: { functionName: 'f' } })
  })
})

describe('formatQualifiedFunctionArn', () => {
  it('names $LATEST without a qualifier (REC-1, CFG-3)', () => {
    expect(formatQualifiedFunctionArn(home, 'f')).toBe('arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST')
  })

  it.each([
    { region: 'us-east-1', partition: 'aws' },
    { region: 'cn-north-1', partition: 'aws-cn' },
    { region: 'us-gov-west-1', partition: 'aws-us-gov' },
    { region: 'us-iso-east-1', partition: 'aws-iso' },
    { region: 'us-isob-east-1', partition: 'aws-iso-b' },
    { region: 'eu-isoe-west-1', partition: 'aws-iso-e' },
    { region: 'us-isof-south-1', partition: 'aws-iso-f' },
    { region: 'eusc-de-east-1', partition: 'aws-eusc' },
  ])('takes the partition $partition from $region', ({ region, partition }) => {
    const arn = formatQualifiedFunctionArn({ region, accountId: home.accountId }, 'f')
    expect(parseFunctionReference(arn)).toMatchObject({ partition, region })
  })

  it('keeps the qualifier and the partition', () => {
    expect(formatQualifiedFunctionArn({ ...home, partition: 'aws-cn' }, 'f', 'live')).toBe(
      'arn:aws-cn:lambda:us-east-1:123456789012:function:f:live',
    )
  })
})
