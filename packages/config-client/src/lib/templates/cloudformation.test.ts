// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CloudFormation's placeholders
import { checkDesiredState } from '@async-invoke/schemas'
import { describe, expect, it } from 'vitest'
import { readCloudFormation } from './cloudformation.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const context = { region: 'us-east-1', accountId: '123456789012' }
const read = (Resources: object, rest: object = {}, given: object = context) => {
  const reading = readCloudFormation({ ...rest, Resources }, given)
  expect(checkDesiredState(reading.desired)).toEqual([])
  return reading
}
const resource = (Type: string, Properties: object = {}) => ({ Type, Properties })
const config = (Properties: object) =>
  resource('AWS::Lambda::EventInvokeConfig', { Qualifier: '$LATEST', ...Properties })
const functions = {
  Error: resource('AWS::Lambda::Function', { FunctionName: 'error' }),
  Queue: resource('AWS::SQS::Queue', { QueueName: 'order-failures' }),
}

describe('a CloudFormation template', () => {
  it('declares settings by qualifier, a dead-letter queue, aliases and rules', () => {
    const reading = readCloudFormation(
      JSON.stringify({
        Resources: {
          ...functions,
          Error: resource('AWS::Lambda::Function', { FunctionName: 'error', DeadLetterConfig: { TargetArn: queue } }),
          Live: resource('AWS::Lambda::Alias', { FunctionName: { Ref: 'Error' }, Name: 'live', FunctionVersion: '3' }),
          Settings: config({
            FunctionName: { Ref: 'Error' },
            Qualifier: 'live',
            MaximumRetryAttempts: '1',
            MaximumEventAgeInSeconds: 3600,
            DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
          }),
          Rule: resource('AWS::Events::Rule', { EventPattern: { source: ['aws.lambda'] } }),
        },
      }),
      context,
    )
    expect(reading).toEqual({
      desired: {
        version: '1.0',
        functions: {
          error: {
            DeadLetterConfig: { TargetArn: queue },
            EventInvokeConfigs: {
              live: {
                MaximumRetryAttempts: 1,
                MaximumEventAgeInSeconds: 3600,
                DestinationConfig: { OnFailure: { Destination: queue } },
              },
            },
          },
        },
      },
      aliases: { error: { live: '3' } },
      eventRules: [{ name: 'Rule', pattern: { source: ['aws.lambda'] } }],
      problems: [],
    })
  })

  it.each([
    ['a text', queue],
    ['a parameter that is given', { Ref: 'Target' }],
    [
      'Fn::Sub with pseudo parameters',
      { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Name}' },
    ],
    ['Fn::Sub of an attribute', { 'Fn::Sub': '${Queue.Arn}' }],
    ['Fn::Sub with variables', { 'Fn::Sub': ['arn:aws:sqs:us-east-1:123456789012:${N}', { N: { Ref: 'Name' } }] }],
    ['Fn::Join', { 'Fn::Join': [':', ['arn:aws:sqs', { Ref: 'AWS::Region' }, '123456789012', { Ref: 'Name' }]] }],
  ])('determines a destination by %s', (_, Destination) => {
    const Settings = config({ FunctionName: 'error', DestinationConfig: { OnFailure: { Destination } } })
    const parameters = { Parameters: { Name: { Default: 'order-failures' }, Target: {} } }
    const { desired, problems } = read({ ...functions, Settings }, parameters, {
      ...context,
      parameters: { Target: queue },
    })
    expect(problems).toEqual([])
    expect(desired.functions.error?.EventInvokeConfigs?.$LATEST?.DestinationConfig?.OnFailure).toEqual({
      Destination: queue,
    })
  })

  it.each([
    [
      'Topic',
      resource('AWS::SNS::Topic', { TopicName: 'x' }),
      { Ref: 'Topic' },
      'arn:aws:sns:us-east-1:123456789012:x',
    ],
    [
      'Bus',
      resource('AWS::Events::EventBus', { Name: 'x' }),
      { 'Fn::GetAtt': 'Bus.Arn' },
      'arn:aws:events:us-east-1:123456789012:event-bus/x',
    ],
    ['Bucket', resource('AWS::S3::Bucket', { BucketName: 'x' }), { 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::x'],
    [
      'Audit',
      resource('AWS::Lambda::Function'),
      { 'Fn::GetAtt': ['Audit', 'Arn'] },
      'arn:aws:lambda:us-east-1:123456789012:function:made',
    ],
  ])('knows the ARN of a %s that it makes', (id, made, Destination, arn) => {
    const Settings = config({ FunctionName: 'error', DestinationConfig: { OnFailure: { Destination } } })
    const given = { ...context, physicalNames: { Audit: 'made' } }
    const { desired } = read({ [id]: made, Settings }, {}, given)
    expect(desired.functions.error?.EventInvokeConfigs?.$LATEST?.DestinationConfig?.OnFailure?.Destination).toBe(arn)
  })

  it.each([
    ['a queue without a name', { 'Fn::GetAtt': ['Unnamed', 'Arn'] }, 'Unnamed has no name in the template'],
    ['an import', { 'Fn::ImportValue': 'queue' }, 'Fn::ImportValue is not resolved here'],
    ['a parameter without a value', { Ref: 'Target' }, 'the value of Target is not known'],
    ["a queue's URL", { Ref: 'Queue' }, 'the value of Queue is not known'],
    ['something that is not there', { 'Fn::Sub': '${Gone.Arn}' }, 'the ARN of Gone (not in the template) is not known'],
    ['a condition', { 'Fn::If': ['Prod', queue, queue] }, 'Fn::If is not resolved here'],
  ])('leaves settings out whole when %s is their destination, and says why', (_, Destination, reason) => {
    const Settings = config({
      FunctionName: 'error',
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination } },
    })
    const { desired, problems } = read(
      { ...functions, Unnamed: resource('AWS::SQS::Queue'), Settings },
      { Parameters: { Target: { Type: 'String' } } },
    )
    expect(desired.functions).toEqual({})
    expect(problems).toEqual([{ resource: 'Settings', member: 'DestinationConfig.OnFailure.Destination', reason }])
  })

  it('needs a region and an account for the ARN of what it makes', () => {
    const Destination = { 'Fn::GetAtt': ['Queue', 'Arn'] }
    const Settings = config({ FunctionName: 'error', DestinationConfig: { OnFailure: { Destination } } })
    expect(read({ ...functions, Settings }, {}, {}).problems[0]?.reason).toBe(
      'the ARN of Queue needs a region and an account',
    )
  })

  it('names a function once, whether a resource uses its name or its ARN', () => {
    const byName = config({ FunctionName: 'error', MaximumRetryAttempts: 1 })
    const byArn = config({
      FunctionName: { 'Fn::GetAtt': ['Error', 'Arn'] },
      Qualifier: 'live',
      MaximumRetryAttempts: 0,
    })
    expect(Object.keys(read({ ...functions, byName, byArn }).desired.functions)).toEqual(['error'])
  })

  it('is not a text that is no JSON', () => {
    expect(() => readCloudFormation('Resources:\n  Error:\n')).toThrow(TypeError)
  })
})

describe('a SAM template', () => {
  const sam = (Properties: object) => resource('AWS::Serverless::Function', { FunctionName: 'error', ...Properties })
  const EventInvokeConfig = {
    MaximumRetryAttempts: 1,
    DestinationConfig: { OnFailure: { Type: 'SQS', Destination: queue } },
  }
  const expected = { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: queue } } }

  it('attaches the settings to the alias that it publishes, and to $LATEST where it publishes none', () => {
    const published = read({ Error: sam({ EventInvokeConfig, AutoPublishAlias: 'live' }) })
    expect(published.desired.functions.error?.EventInvokeConfigs).toEqual({ live: expected })
    expect(published.aliases).toEqual({ error: { live: null } })
    expect(read({ Error: sam({ EventInvokeConfig }) }).desired.functions.error?.EventInvokeConfigs).toEqual({
      $LATEST: expected,
    })
  })

  it("lays a function's own settings over the globals, and reads its dead-letter queue and rules", () => {
    const Events = { Results: { Type: 'EventBridgeRule', Properties: { Pattern: { source: ['lambda'] } } } }
    const { desired, eventRules } = read(
      { Error: sam({ EventInvokeConfig, DeadLetterQueue: { Type: 'SQS', TargetArn: queue }, Events }) },
      { Globals: { Function: { EventInvokeConfig: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 120 } } } },
    )
    expect(desired.functions.error).toEqual({
      DeadLetterConfig: { TargetArn: queue },
      EventInvokeConfigs: { $LATEST: { ...expected, MaximumEventAgeInSeconds: 120 } },
    })
    expect(eventRules).toEqual([{ name: 'Error.Results', pattern: { source: ['lambda'] } }])
  })

  it('does not know the queue that SAM makes of a type alone', () => {
    const { desired, problems } = read({
      Error: sam({ EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: 'SQS' } } } }),
    })
    expect(desired.functions).toEqual({})
    expect(problems).toMatchObject([{ resource: 'Error', reason: 'SAM makes the SQS target and chooses its name' }])
  })

  it('does not know the name that CloudFormation chooses, unless it is told', () => {
    const unnamed = resource('AWS::Serverless::Function', { EventInvokeConfig })
    expect(read({ Error: unnamed }).problems).toMatchObject([{ member: 'FunctionName' }])
    expect(read({ Other: resource('AWS::Serverless::Function') }).problems).toEqual([])
    const told = read({ Error: unnamed }, {}, { ...context, physicalNames: { Error: 'stack-Error-1' } })
    expect(Object.keys(told.desired.functions)).toEqual(['stack-Error-1'])
  })
})
