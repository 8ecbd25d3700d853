// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CloudFormation's placeholders
import { describe, expect, it } from 'vitest'
import { costInJson } from '../../../../../../scripts/cost-in-json.ts'
import { createEvaluator } from './evaluate.ts'

const context = {
  region: 'us-east-1',
  accountId: '123456789012',
  stackName: 'shop',
  parameters: { Stage: 'prod' },
  imports: { 'shared-queue': 'arn:aws:sqs:us-east-1:123456789012:shared' },
}
const template = {
  Parameters: {
    Stage: { Type: 'String', Default: 'dev' },
    Names: { Type: 'CommaDelimitedList', Default: 'a, b' },
    Open: { Type: 'String' },
    Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/queue' },
  },
  Mappings: { Retries: { prod: { Attempts: 1 } } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] },
    IsNot: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    Both: { 'Fn::And': [{ Condition: 'IsNot' }, { Condition: 'IsOpen' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsOpen' }, { Condition: 'IsProd' }] },
    Circle: { 'Fn::Not': [{ Condition: 'Circle' }] },
    'Fn::ForEach::Stages': ['S', ['dev', 'prod'], { 'Is${S}': { 'Fn::Equals': [{ Ref: 'Stage' }, { Ref: 'S' }] } }],
    'Fn::ForEach::Circles': ['C', { 'Fn::If': ['InCircle', ['In'], []] }, { '${C}Circle': { Condition: 'IsProd' } }],
  },
  Resources: {
    F: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'orders' } },
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'F' }, Name: 'live' } },
    Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': '${AWS::StackName}-failures' } } },
    A: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: { Ref: 'B' } } },
    B: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: { 'Fn::Sub': '${A}' } } },
    Published: { Type: 'AWS::Serverless::Function', Properties: { FunctionName: 'sam', AutoPublishAlias: 'blue' } },
  },
}
const { evaluate, evaluateDeep } = createEvaluator(template, context, 'unknown')

describe('the evaluator of a template', () => {
  it.each([
    { value: { Ref: 'Stage' }, is: 'prod' },
    { value: { Ref: 'Names' }, is: ['a', 'b'] },
    { value: { Ref: 'AWS::NoValue' }, is: undefined },
    { value: { Ref: 'AWS::Partition' }, is: 'aws' },
    { value: { Ref: 'AWS::URLSuffix' }, is: 'amazonaws.com' },
    { value: { Ref: 'Live' }, is: 'arn:aws:lambda:us-east-1:123456789012:function:orders:live' },
    { value: { Ref: 'Published.Alias' }, is: 'arn:aws:lambda:us-east-1:123456789012:function:sam:blue' },
    { value: { 'Fn::GetAtt': ['Q', 'QueueName'] }, is: 'shop-failures' },
    { value: { 'Fn::Select': [7, { 'Fn::Split': [':', { Ref: 'Live' }] }] }, is: 'live' },
    { value: { 'Fn::Select': ['1', { Ref: 'Names' }] }, is: 'b' },
    { value: { 'Fn::FindInMap': ['Retries', { Ref: 'Stage' }, 'Attempts'] }, is: 1 },
    { value: { 'Fn::FindInMap': ['Retries', 'dev', 'Attempts', { DefaultValue: 2 }] }, is: 2 },
    { value: { 'Fn::If': ['IsProd', 'yes', 'no'] }, is: 'yes' },
    { value: { 'Fn::If': ['IsNot', 'yes', { Ref: 'AWS::NoValue' }] }, is: undefined },
    { value: { 'Fn::If': ['Isprod', 'yes', 'no'] }, is: 'yes' },
    { value: { 'Fn::If': ['Isdev', 'yes', 'no'] }, is: 'no' },
    { value: { 'Fn::Length': { Ref: 'Names' } }, is: 2 },
    { value: { 'Fn::Length': ['a', { Ref: 'Open' }] }, is: 2 },
    { value: { Ref: { 'Fn::Join': ['', ['St', 'age']] } }, is: 'prod' },
    { value: { 'Fn::If': ['Both', 'yes', 'no'] }, is: 'no' },
    { value: { 'Fn::If': ['Either', 'yes', 'no'] }, is: 'yes' },
    { value: { 'Fn::ImportValue': { 'Fn::Sub': 'shared-queue' } }, is: context.imports['shared-queue'] },
    { value: { 'Fn::Join': ['-', { Ref: 'Names' }] }, is: 'a-b' },
    { value: { 'Fn::Sub': '${!Literal} ${Stage} ${Q.QueueName}' }, is: '${Literal} prod shop-failures' },
    { value: { 'Fn::ForEach::Each': ['N', { Ref: 'Names' }, { 'On${N}': { Ref: 'N' } }] }, is: { Ona: 'a', Onb: 'b' } },
  ])('evaluates $value to $is', ({ value, is }) => {
    expect(evaluate(value)).toEqual({ value: is })
  })

  it.each([
    { value: { Ref: 'constructor' }, reason: 'the value of constructor is unknown' },
    { value: { Ref: '__proto__' }, reason: 'the value of __proto__ is unknown' },
    { value: { Ref: { a: 1 } }, reason: 'Ref of a map' },
    { value: { Ref: 'Stored' }, reason: 'the value of Stored is in Parameter Store, which is read at deployment' },
    { value: { 'Fn::Sub': 'a-${valueOf}' }, reason: 'the value of valueOf is unknown' },
    { value: { 'Fn::GetAtt': ['toString', 'Arn'] }, reason: 'the ARN of toString (not in the template) is unknown' },
    { value: { 'Fn::FindInMap': ['constructor', 'name', 'x'] }, reason: 'constructor.name.x is not in Mappings' },
    {
      value: { 'Fn::If': ['IsOpen', 1, 2] },
      reason: 'the condition IsOpen is undecided: the value of Open is unknown',
    },
    {
      value: { 'Fn::If': ['toString', 1, 2] },
      reason: expect.stringMatching('Fn::ForEach::Circles cannot be expanded: .* refers to itself'),
    },
    { value: { 'Fn::Length': 'ab' }, reason: '"ab" instead of a list' },
    { value: { Ref: { 'Fn::ImportValue': 'gone' } }, reason: 'the export gone of another stack is unknown' },
    { value: { 'Fn::If': ['Circle', 1, 2] }, reason: 'the condition Circle is undecided: Circle refers to itself' },
    { value: { Ref: 'A' }, reason: 'A refers to itself' },
    { value: { 'Fn::Select': [2, { Ref: 'Names' }] }, reason: 'Fn::Select takes element 2 of 2' },
    { value: { 'Fn::Select': ['0x1', { Ref: 'Names' }] }, reason: '"0x1" is not an integer' },
    { value: { 'Fn::Split': ['', 'abc'] }, reason: 'Fn::Split needs a separator' },
    { value: { 'Fn::Transform': { Name: 'AWS::Include' } }, reason: 'Fn::Transform runs at deployment' },
    { value: { 'Fn::Transform': {}, a: 1 }, reason: 'Fn::Transform with other members beside it runs at deployment' },
    { value: { 'Fn::toString': 1 }, reason: 'Fn::toString is not supported' },
    {
      value: { 'Fn::ForEach::Each': ['N', { Ref: 'Open' }, {}] },
      reason: expect.stringContaining('the value of Open'),
    },
  ])('does not guess $value: $reason', ({ value, reason }) => {
    expect(evaluate(value)).toEqual({ reason })
  })

  const nested = (levels: number, around: (inner: unknown) => unknown) => {
    let value: unknown = 'x'
    for (let level = 0; level < levels; level += 1) value = around(value)
    return value
  }
  it.each([
    { value: 'Fn::Sub in Fn::Sub', levels: 20_000, around: (a: unknown) => ({ 'Fn::Sub': ['${a}', { a }] }) },
    { value: 'Fn::Sub that doubles', levels: 90, around: (a: unknown) => ({ 'Fn::Sub': ['${a}${a}', { a }] }) },
    { value: 'Fn::Join in Fn::Join', levels: 20_000, around: (a: unknown) => ({ 'Fn::Join': ['', [a]] }) },
    { value: 'lists in lists', levels: 20_000, around: (a: unknown) => [a] },
    { value: 'loops', levels: 300, around: (a: unknown) => ({ 'Fn::ForEach::L': ['N', ['1', '2'], { '${N}': a }] }) },
  ])('refuses $value, $levels levels deep, in bounded time', ({ levels, around }) => {
    const value = nested(levels, around)
    const cost = costInJson(() => expect(evaluateDeep(value)).toHaveProperty('reason'))
    expect(cost).toBeLessThan(700)
  })

  it('takes linear time for placeholders that do not end', () => {
    const pattern = '${'.repeat(500_000)
    const cost = costInJson(() => expect(evaluate({ 'Fn::Sub': pattern })).toEqual({ value: pattern }))
    expect(cost).toBeLessThan(300)
  })
})
