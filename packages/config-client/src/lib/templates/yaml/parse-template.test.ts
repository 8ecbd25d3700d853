// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CloudFormation's placeholders
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { stringify } from 'yaml'
import { readCloudFormation } from '../cloudformation.ts'
import { parseTemplate } from './parse-template.ts'

afterEach(() => vi.doUnmock('yaml'))

describe('parseTemplate', () => {
  it.each([
    { text: 'a: !Ref Queue', a: { Ref: 'Queue' } },
    { text: 'a: !GetAtt Queue.Arn', a: { 'Fn::GetAtt': 'Queue.Arn' } },
    { text: 'a: !GetAtt [Queue, Arn]', a: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
    { text: 'a: !Sub "${Stage}-q"', a: { 'Fn::Sub': '${Stage}-q' } },
    { text: 'a: !Sub ["${A}", {A: !Ref B}]', a: { 'Fn::Sub': ['${A}', { A: { Ref: 'B' } }] } },
    {
      text: 'a: !If\n  - C\n  - !Select [0, !Split [",", !ImportValue x]]\n  - !Ref AWS::NoValue',
      a: {
        'Fn::If': [
          'C',
          { 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::ImportValue': 'x' }] }] },
          { Ref: 'AWS::NoValue' },
        ],
      },
    },
    {
      text: 'a: !Join ["-", [!FindInMap [M, A, B], x]]',
      a: { 'Fn::Join': ['-', [{ 'Fn::FindInMap': ['M', 'A', 'B'] }, 'x']] },
    },
    {
      text: 'a: !And [!Condition C, !Not [!Or [!Equals [a, b]]]]',
      a: { 'Fn::And': [{ Condition: 'C' }, { 'Fn::Not': [{ 'Fn::Or': [{ 'Fn::Equals': ['a', 'b'] }] }] }] },
    },
    { text: 'a: !Transform {Name: AWS::Include}', a: { 'Fn::Transform': { Name: 'AWS::Include' } } },
    { text: 'a: !GetAZs', a: { 'Fn::GetAZs': '' } },
    { text: 'a: !Base64 |\n  x\n', a: { 'Fn::Base64': 'x\n' } },
    { text: 'a: !Cidr [!Ref B, 2, 8]', a: { 'Fn::Cidr': [{ Ref: 'B' }, 2, 8] } },
    { text: 'a:\n  Fn::Sub: ${B}', a: { 'Fn::Sub': '${B}' } },
  ])('reads the tags of $text', async ({ text, a }) => {
    expect(await parseTemplate(text)).toEqual({ a })
  })

  it.each([
    { scalar: '2010-09-09', value: '2010-09-09' },
    { scalar: '012345678901', value: '012345678901' },
    { scalar: '012345670123', value: '012345670123' },
    { scalar: '123456789012', value: 123456789012 },
    { scalar: '010', value: '010' },
    { scalar: '0x10', value: '0x10' },
    { scalar: '0o10', value: '0o10' },
    { scalar: '1:30', value: '1:30' },
    { scalar: '1_000', value: '1_000' },
    { scalar: '1e3', value: '1e3' },
    { scalar: '1.10', value: '1.10' },
    { scalar: '90071992547409930', value: '90071992547409930' },
    { scalar: '3600', value: 3600 },
    { scalar: '-1', value: -1 },
    { scalar: '0.5', value: 0.5 },
    { scalar: 'yes', value: true },
    { scalar: 'Off', value: false },
    { scalar: 'y', value: 'y' },
    { scalar: 'True', value: true },
    { scalar: "'yes'", value: 'yes' },
    { scalar: '!!str 1', value: '1' },
    { scalar: '! 1', value: '1' },
    { scalar: '~', value: null },
    { scalar: '', value: null },
    { scalar: '""', value: '' },
  ])('reads the scalar $scalar as $value', async ({ scalar, value }) => {
    expect(await parseTemplate(`a: ${scalar}\n`)).toEqual({ a: value })
  })

  it('reads the YAML 1.2 of a Serverless configuration', async () => {
    expect(await parseTemplate('service: s\nprovider: {}\na: yes\nb: off')).toMatchObject({ a: 'yes', b: 'off' })
  })

  it('takes keys as text', async () => {
    const keys = Object.keys(await parseTemplate('on: 1\n012: 2\n0x1: 3\n~: 4\n? yes\n: 5\n"q": 6\n__proto__: 7\n'))
    expect(keys).toEqual(['on', '012', '0x1', '~', 'yes', 'q', '__proto__'])
  })

  it('follows anchors, aliases and merges, of which the first and the own members win', async () => {
    const text = 'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\nd: *a\ne: {<<: 5}\n'
    expect(await parseTemplate(text)).toMatchObject({ c: { x: 3, y: 1, z: 2 }, d: { x: 1, y: 1 }, e: { '<<': 5 } })
  })

  it.each([
    { text: 'x: 1\na: 1\nb: 2\na: 3\na: 4\n', reason: 'a stands twice in the template, in the lines 2 and 5' },
    { text: 'a: !getatt Queue.Arn', reason: '!getatt is no tag of CloudFormation; did you mean !GetAtt?' },
    { text: 'a: !Reff Queue', reason: '!Reff is no tag of CloudFormation; did you mean !Ref?' },
    { text: 'a: !vault x', reason: '!vault is no tag of CloudFormation' },
    { text: 'a: !!timestamp 2010-09-09', reason: 'CloudFormation does not support the tag !!timestamp' },
    { text: 'a: !!binary aGk=', reason: 'CloudFormation does not support the tag !!binary' },
    { text: 'a: *a', reason: 'the alias *a has no anchor before it' },
  ])('leaves $text unreadable: $reason (CFG-25)', async ({ text, reason }) => {
    const { a } = await parseTemplate(text)
    expect(a).toEqual({ 'Fn::Unreadable': reason })
  })

  it('leaves a circular alias unreadable', async () => {
    const { a } = await parseTemplate('a: &a [1, *a]')
    expect(a).toEqual([1, { 'Fn::Unreadable': 'the alias *a refers to a value around it' }])
  })

  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const bomb = letters.map(
    (letter, at) => `${letter}: &${letter} [${at === 0 ? 1 : `*${letters[at - 1]}, *${letters[at - 1]}`}]`,
  )
  it.each([
    { text: '', reason: 'the template is null instead of a map' },
    { text: '- a', reason: 'the template is a list instead of a map' },
    { text: '"a"', reason: 'the template is "a" instead of a map' },
    { text: 'a: 1\n---\nb: 2', reason: 'the template has more than one document' },
    {
      text: 'a: 1\n  b: 2',
      reason: 'is neither JSON nor YAML: Nested mappings are not allowed in compact mappings, at line 1',
    },
    { text: 'a: !Base64 !Sub x', reason: 'A node can have at most one tag, at line 1, column 12' },
    { text: '? [a]\n: b', reason: 'a key of the template is a list or a map' },
    { text: bomb.join('\n'), reason: 'the template expands its aliases to more than 1000000 values' },
    { text: `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, reason: 'nested more than 200 levels deep' },
    { text: `${'- '.repeat(20_000)}a`, reason: 'nested more than 200 levels deep' },
    { text: '{'.repeat(20_000), reason: 'nested more than 200 levels deep' },
    { text: '? '.repeat(20_000), reason: 'nested more than 200 levels deep' },
    {
      text: `a0: &a0 [1]\n${Array.from({ length: 300 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}]`).join('\n')}`,
      reason: 'nested more than 200 levels deep',
    },
  ])('refuses a text because $reason', async ({ text, reason }) => {
    await expect(parseTemplate(text)).rejects.toThrow(TypeError)
    await expect(parseTemplate(text)).rejects.toThrow(reason)
  })

  it('parses JSON without yaml, and says how to install it for anything else', async () => {
    vi.doMock('yaml', () => {
      throw new Error("Cannot find package 'yaml'")
    })
    expect(await parseTemplate('\uFEFF{"a": 1}')).toEqual({ a: 1 })
    await expect(parseTemplate('a: 1')).rejects.toThrow(/needs the package yaml.*npm install yaml/)
  })

  it('reads any JSON the same as YAML', async () => {
    const map = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))
    await fc.assert(
      fc.asyncProperty(map, async (value) => {
        const normal = JSON.parse(JSON.stringify(value))
        // Canonical numbers keep their type; the others keep their text.
        const numbers = JSON.parse(JSON.stringify(normal), (_, each) =>
          typeof each === 'number' ? Math.trunc(each % 1e6) || 0 : each,
        )
        expect(
          await parseTemplate(
            stringify(numbers, {
              version: '1.1',
              merge: false,
              defaultStringType: 'QUOTE_DOUBLE',
              defaultKeyType: 'QUOTE_DOUBLE',
              aliasDuplicateObjects: false,
            }),
          ),
        ).toEqual(numbers)
      }),
      { numRuns: 100 },
    )
  })

  it('ends with a document or a TypeError for any text', async () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '\n',
      '  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '!Ref ',
      '!',
      '? ',
      '<<: ',
      '"',
      '|',
      '#',
      ',',
      '%',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const parsed = await parseTemplate(pieces.join('')).catch((error: unknown) => error)
        if (parsed instanceof Error) expect(parsed).toBeInstanceOf(TypeError)
        else readCloudFormation(parsed)
      }),
      { numRuns: 500 },
    )
  })
})

describe('readCloudFormation of a template in YAML', () => {
  const read = async (text: string) =>
    readCloudFormation(await parseTemplate(text), { region: 'us-east-1', accountId: '012345678901' })

  it('reads what it reads of the same template in JSON', async () => {
    const { desired, aliases, problems } = await read(`
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Stage: {Type: String, Default: prod}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub '\${Stage}-failures'
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: orders
      DeadLetterConfig: !If [IsProd, !Ref AWS::NoValue, {TargetArn: !GetAtt Queue.Arn}]
  Live:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: !Ref Orders, Name: live, FunctionVersion: 3}
  Settings:
    Type: AWS::Lambda::EventInvokeConfig
    Condition: IsProd
    Properties:
      FunctionName: !Ref Orders
      Qualifier: live
      MaximumRetryAttempts: 1
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt Queue.Arn
`)
    expect(problems).toEqual([])
    expect(aliases).toEqual({ orders: { live: '3' } })
    expect(desired).toEqual({
      version: '1.0',
      functions: {
        orders: {
          EventInvokeConfigs: {
            live: {
              MaximumRetryAttempts: 1,
              DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:012345678901:prod-failures' } },
            },
          },
        },
      },
    })
  })

  const settings = (members: string) =>
    `Resources:\n  S:\n    Type: AWS::Lambda::EventInvokeConfig\n    Properties: {FunctionName: f, Qualifier: live, ${members}}\n`
  it.each([
    {
      text: settings('MaximumRetryAttempts: 1, MaximumRetryAttempts: 2'),
      resource: 'S',
      member: 'MaximumRetryAttempts',
    },
    { text: settings('MaximumEventAgeInSeconds: 0100'), resource: 'S', member: 'MaximumEventAgeInSeconds' },
    {
      text: settings('DestinationConfig: {OnFailure: {Destination: !getAtt Q.Arn}}'),
      resource: 'S',
      member: 'DestinationConfig.OnFailure.Destination',
    },
    { text: `${settings('MaximumRetryAttempts: 1')}  S: {Type: AWS::SQS::Queue}`, resource: 'S', member: 'Type' },
    { text: `${settings('MaximumRetryAttempts: 1')}Resources: {}`, resource: 'Template', member: 'Resources' },
    {
      text: settings('MaximumRetryAttempts: 1').replace('Type: ', 'Type: AWS::SQS::Queue\n    Type: '),
      resource: 'S',
      member: 'Type',
    },
    {
      text: 'Globals: {Function: {}}\nGlobals: {}\nResources: {S: {Type: AWS::Serverless::Function}}',
      resource: 'S',
      member: 'Globals',
    },
  ])(
    'makes a problem of $resource $member, and knows no settings: $text (CFG-26)',
    async ({ text, resource, member }) => {
      const { desired, problems } = await read(text)
      expect(desired.functions).toEqual({})
      expect(desired.unknown?.length).toBeGreaterThan(0)
      expect(problems).toMatchObject([{ resource, member }])
    },
  )
})
