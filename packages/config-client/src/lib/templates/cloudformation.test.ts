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

describe('readCloudFormation', () => {
  it('reads settings by qualifier, a dead-letter queue, aliases and rules', () => {
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
    { form: 'a string', Destination: queue },
    { form: 'a parameter with a value', Destination: { Ref: 'Target' } },
    {
      form: 'Fn::Sub with pseudo parameters',
      Destination: { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Name}' },
    },
    { form: 'Fn::Sub of an attribute', Destination: { 'Fn::Sub': '${Queue.Arn}' } },
    {
      form: 'Fn::Sub with variables',
      Destination: { 'Fn::Sub': ['arn:aws:sqs:us-east-1:123456789012:${N}', { N: { Ref: 'Name' } }] },
    },
    {
      form: 'Fn::Join',
      Destination: { 'Fn::Join': [':', ['arn:aws:sqs', { Ref: 'AWS::Region' }, '123456789012', { Ref: 'Name' }]] },
    },
  ])('resolves a destination given as $form', ({ Destination }) => {
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
    {
      id: 'Topic',
      declared: resource('AWS::SNS::Topic', { TopicName: 'x' }),
      Destination: { Ref: 'Topic' },
      arn: 'arn:aws:sns:us-east-1:123456789012:x',
    },
    {
      id: 'Bus',
      declared: resource('AWS::Events::EventBus', { Name: 'x' }),
      Destination: { 'Fn::GetAtt': 'Bus.Arn' },
      arn: 'arn:aws:events:us-east-1:123456789012:event-bus/x',
    },
    {
      id: 'Bucket',
      declared: resource('AWS::S3::Bucket', { BucketName: 'x' }),
      Destination: { 'Fn::GetAtt': ['Bucket', 'Arn'] },
      arn: 'arn:aws:s3:::x',
    },
    {
      id: 'Audit',
      declared: resource('AWS::Lambda::Function'),
      Destination: { 'Fn::GetAtt': ['Audit', 'Arn'] },
      arn: 'arn:aws:lambda:us-east-1:123456789012:function:generated',
    },
  ])('derives $arn for the $id that the template declares', ({ id, declared, Destination, arn }) => {
    const Settings = config({ FunctionName: 'error', DestinationConfig: { OnFailure: { Destination } } })
    const given = { ...context, physicalNames: { Audit: 'generated' } }
    const { desired } = read({ [id]: declared, Settings }, {}, given)
    expect(desired.functions.error?.EventInvokeConfigs?.$LATEST?.DestinationConfig?.OnFailure?.Destination).toBe(arn)
  })

  it.each([
    { Destination: { 'Fn::GetAtt': ['Unnamed', 'Arn'] }, reason: 'Unnamed has no name in the template' },
    { Destination: { 'Fn::ImportValue': 'queue' }, reason: 'the export queue of another stack is unknown' },
    { Destination: { Ref: 'Target' }, reason: 'the value of Target is unknown' },
    { Destination: { Ref: 'Queue' }, reason: 'Ref of Queue is the URL of a queue; Fn::GetAtt has its Arn' },
    { Destination: { 'Fn::Sub': '${Gone.Arn}' }, reason: 'the ARN of Gone (not in the template) is unknown' },
    { Destination: { 'Fn::If': ['Prod', queue, queue] }, reason: 'the condition Prod is not in the template' },
  ])('leaves out all settings with an unknown destination: $reason', ({ Destination, reason }) => {
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

  it('needs a region and an account for the ARN of a declared resource', () => {
    const Destination = { 'Fn::GetAtt': ['Queue', 'Arn'] }
    const Settings = config({ FunctionName: 'error', DestinationConfig: { OnFailure: { Destination } } })
    expect(read({ ...functions, Settings }, {}, {}).problems[0]?.reason).toBe(
      'the ARN of Queue needs a region and an account',
    )
  })

  it('takes an empty ARN for no target, as a parameter with an empty default has it', () => {
    const Parameters = { Target: { Type: 'String', Default: '' } }
    const Destination = { Ref: 'Target' }
    const Settings = config({
      FunctionName: 'error',
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination }, OnSuccess: { Destination: queue } },
    })
    const Audit = resource('AWS::Lambda::Function', {
      FunctionName: 'audit',
      DeadLetterConfig: { TargetArn: Destination },
    })
    const { desired, problems } = read({ Settings, Audit }, { Parameters })
    expect(desired.functions).toEqual({
      error: {
        EventInvokeConfigs: {
          $LATEST: { MaximumRetryAttempts: 1, DestinationConfig: { OnSuccess: { Destination: queue } } },
        },
      },
    })
    expect(problems).toEqual([])
  })

  it('resolves the references of SAM to the targets that it generates', () => {
    const generated = (DestinationConfig: object) =>
      resource('AWS::Serverless::Function', { FunctionName: 'error', EventInvokeConfig: { DestinationConfig } })
    const F = generated({ OnFailure: { Type: 'SQS' }, OnSuccess: { Type: 'SNS' } })
    const Two = generated({ OnFailure: { Type: 'SQS' }, OnSuccess: { Type: 'SQS' } })
    const to = (Destination: unknown) => {
      const Settings = config({ FunctionName: 'audit', DestinationConfig: { OnFailure: { Destination } } })
      const physicalNames = {
        FEventInvokeConfigOnFailureQueue: 'https://sqs.us-east-1.amazonaws.com/123456789012/failures',
        FEventInvokeConfigOnSuccessTopic: 'arn:aws:sns:us-east-1:123456789012:successes',
      }
      const { desired, problems } = read({ F, Two, Settings }, {}, { ...context, physicalNames })
      return (
        desired.functions.audit?.EventInvokeConfigs?.$LATEST?.DestinationConfig?.OnFailure?.Destination ??
        problems.find(({ resource }) => resource === 'Settings')?.reason
      )
    }
    const queueArn = 'arn:aws:sqs:us-east-1:123456789012:failures'
    expect(to({ 'Fn::GetAtt': ['F.DestinationQueue', 'Arn'] })).toBe(queueArn)
    expect(to({ 'Fn::GetAtt': 'F.DestinationQueue.Arn' })).toBe(queueArn)
    expect(to({ 'Fn::Sub': '${F.DestinationQueue.Arn}' })).toBe(queueArn)
    expect(to({ Ref: 'F.DestinationTopic' })).toBe('arn:aws:sns:us-east-1:123456789012:successes')
    expect(to({ 'Fn::Sub': '${F.DestinationTopic}' })).toBe('arn:aws:sns:us-east-1:123456789012:successes')
    expect(to({ 'Fn::GetAtt': ['Two.DestinationQueue', 'Arn'] })).toBe('Two generates two of DestinationQueue')
    expect(to({ Ref: 'Two.DestinationTopic' })).toBe('Two generates no DestinationTopic')
  })

  it('lists a function once if resources use its name and its ARN', () => {
    const byName = config({ FunctionName: 'error', MaximumRetryAttempts: 1 })
    const byArn = config({
      FunctionName: { 'Fn::GetAtt': ['Error', 'Arn'] },
      Qualifier: 'live',
      MaximumRetryAttempts: 0,
    })
    expect(Object.keys(read({ ...functions, byName, byArn }).desired.functions)).toEqual(['error'])
  })

  it.each([
    { retries: '', reason: '"" is not an integer' },
    { retries: '0x2', reason: '"0x2" is not an integer' },
    { retries: ' 1', reason: '" 1" is not an integer' },
    { retries: '1e0', reason: '"1e0" is not an integer' },
    { retries: 1.5, reason: '1.5 is not an integer' },
    { retries: true, reason: 'true is not an integer' },
    { retries: null, reason: 'null instead of a string' },
    { retries: { Ref: 'Empty' }, reason: '"" is not an integer' },
    { retries: '{{resolve:ssm:/retries}}', reason: '"{{resolve:ssm:/retries}}" is resolved at deployment' },
  ])('takes $retries for no number of retries', ({ retries, reason }) => {
    const Settings = config({ FunctionName: 'error', MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: 60 })
    const { desired, problems } = read({ Settings }, { Parameters: { Empty: { Type: 'String', Default: '' } } })
    expect(desired.functions).toEqual({})
    expect(problems).toEqual([{ resource: 'Settings', member: 'MaximumRetryAttempts', reason }])
  })

  it('decides conditional maps by parameters', () => {
    const sides = { OnFailure: { 'Fn::If': ['Prod', { Destination: queue }, { Ref: 'AWS::NoValue' }] } }
    const Settings = config({ FunctionName: 'error', MaximumRetryAttempts: 1, DestinationConfig: sides })
    const rest = {
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    }
    const at = (Stage: string) =>
      read({ Settings }, rest, { ...context, parameters: { Stage } }).desired.functions.error
    expect(at('prod')?.EventInvokeConfigs?.$LATEST).toEqual({
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: queue } },
    })
    expect(at('dev')?.EventInvokeConfigs?.$LATEST).toEqual({ MaximumRetryAttempts: 1 })
  })

  it.each([
    { Condition: 'Yes', settings: { MaximumRetryAttempts: 1 }, problems: 0 },
    { Condition: 'No', settings: undefined, problems: 0 },
    { Condition: 'Open', settings: undefined, problems: 1 },
    { Condition: 'Gone', settings: undefined, problems: 1 },
  ])('reads settings under the condition $Condition as $settings with $problems problems', (each) => {
    const Settings = { ...config({ FunctionName: 'error', MaximumRetryAttempts: 1 }), Condition: each.Condition }
    const Conditions = {
      Yes: { 'Fn::Equals': ['a', 'a'] },
      No: { 'Fn::Equals': ['a', 'b'] },
      Open: { 'Fn::Equals': ['a', { Ref: 'Gone' }] },
    }
    const { desired, problems } = read({ Settings }, { Conditions })
    expect(desired.functions.error?.EventInvokeConfigs?.$LATEST).toEqual(each.settings)
    expect(problems).toHaveLength(each.problems)
    expect(desired.unknown ?? []).toHaveLength(each.problems)
  })

  it('lists what it does not know, with the function and the qualifier that it does (CFG-26)', () => {
    const Unnamed = resource('AWS::Lambda::Function', { DeadLetterConfig: { TargetArn: queue } })
    const { desired } = read({
      ...functions,
      Unnamed,
      Version: resource('AWS::Lambda::Version', { FunctionName: { Ref: 'Error' } }),
      OfVersion: config({ FunctionName: { Ref: 'Error' }, Qualifier: { 'Fn::GetAtt': ['Version', 'Version'] } }),
      OfUnnamed: config({ FunctionName: { Ref: 'Unnamed' }, Qualifier: 'live' }),
    })
    expect(desired).toEqual({
      version: '1.0',
      functions: {},
      unknown: [
        {
          setting: 'EventInvokeConfig',
          functionName: 'error',
          reason: 'OfVersion: Qualifier: the version that Version publishes has its number at deployment',
        },
        {
          setting: 'EventInvokeConfig',
          qualifier: 'live',
          reason: 'OfUnnamed: FunctionName: Unnamed has no name in the template',
        },
        {
          setting: 'DeadLetterConfig',
          reason: 'Unnamed: FunctionName: Unnamed has no name in the template',
        },
      ],
    })
  })

  it.each([
    { about: 'no unknown alias', Other: {}, aliases: { error: { live: '3', other: null } } },
    { about: 'an alias with an unknown name', Other: { Name: { 'Fn::ImportValue': 'x' } }, aliases: {} },
    { about: 'an alias of an unknown function', Other: { FunctionName: { 'Fn::ImportValue': 'x' } }, aliases: {} },
    {
      about: 'an unknown alias of another function',
      Other: { FunctionName: 'b', Name: { Ref: 'X' } },
      aliases: { error: { live: '3' } },
    },
  ])('lists the aliases of a function with $about as $aliases', ({ Other, aliases }) => {
    const alias = (Properties: object) => resource('AWS::Lambda::Alias', { FunctionName: 'error', ...Properties })
    const Live = alias({ Name: 'live', FunctionVersion: '3' })
    expect(read({ Live, Other: alias({ Name: 'other', ...Other }) }).aliases).toEqual(aliases)
  })

  it.each([
    'error',
    'function:error',
    '123456789012:function:error',
    'arn:aws:lambda:us-east-1:123456789012:function:error',
  ])('takes Ref of an alias of %s for the ARN of the function with the alias', (FunctionName) => {
    const Live = resource('AWS::Lambda::Alias', { FunctionName, Name: 'live', FunctionVersion: '3' })
    const Settings = config({ FunctionName: { Ref: 'Live' }, Qualifier: 'live', MaximumRetryAttempts: 1 })
    const reading = read({ Live, Settings })
    expect(reading.problems).toEqual([])
    expect(reading.desired.functions).toEqual({ error: { EventInvokeConfigs: { live: { MaximumRetryAttempts: 1 } } } })
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:error:live'
    const OnSuccess = { Destination: { Ref: 'Live' } }
    const Other = config({ FunctionName: 'other', DestinationConfig: { OnSuccess } })
    expect(read({ Live, Other }).desired.functions.other).toEqual({
      EventInvokeConfigs: { $LATEST: { DestinationConfig: { OnSuccess: { Destination: arn } } } },
    })
  })

  it.each([
    { Ref: 'Topic' },
    { 'Fn::GetAtt': ['Topic', 'TopicArn'] },
    { 'Fn::GetAtt': 'Queue.Arn' },
    { 'Fn::Sub': '${Queue.Arn}' },
    { 'Fn::Join': ['', [{ Ref: 'Topic' }]] },
  ])('reports %j of a resource that is not created, and reads it of one that may be', (Destination) => {
    const Settings = config({ FunctionName: 'error', DestinationConfig: { OnFailure: { Destination } } })
    const under = (Condition: string) => ({
      Settings,
      Queue: { ...functions.Queue, Condition },
      Topic: { ...resource('AWS::SNS::Topic', { TopicName: 'failures' }), Condition },
    })
    const Conditions = {
      Yes: { 'Fn::Equals': ['a', 'a'] },
      No: { 'Fn::Equals': ['a', 'b'] },
      Open: { 'Fn::Equals': [{ Ref: 'Stage' }, 'b'] },
    }
    const { desired, problems } = read(under('No'), { Conditions })
    expect(desired.functions).toEqual({})
    expect(problems).toMatchObject([
      { reason: expect.stringMatching(/^\w+ is not created, since its condition No does not hold$/) },
    ])
    for (const Condition of ['Yes', 'Open']) expect(read(under(Condition), { Conditions }).problems).toEqual([])
  })

  const unknownMember = 'no such member; did you mean'
  it.each([
    {
      declared: { MaximumEventAge: 3600 },
      member: 'MaximumEventAge',
      reason: `${unknownMember} MaximumEventAgeInSeconds?`,
    },
    {
      declared: { maximumRetryAttempts: 1 },
      member: 'maximumRetryAttempts',
      reason: `${unknownMember} MaximumRetryAttempts?`,
    },
    {
      declared: { DestinationConfig: { OnFailur: { Destination: queue } } },
      member: 'DestinationConfig.OnFailur',
      reason: `${unknownMember} OnFailure?`,
    },
    {
      declared: { DestinationConfig: { OnFailure: { Destinaton: queue } } },
      member: 'DestinationConfig.OnFailure.Destinaton',
      reason: `${unknownMember} Destination?`,
    },
    {
      declared: { DestinationConfig: { OnFailure: { Destination: 'Queue.Arn' } } },
      member: 'DestinationConfig.OnFailure.Destination',
      reason: '"Queue.Arn" is the text of Fn::GetAtt without its tag',
    },
    {
      declared: { DestinationConfig: { OnFailure: { Destination: 'Queue' } } },
      member: 'DestinationConfig.OnFailure.Destination',
      reason: '"Queue" is a logical id, not an ARN',
    },
    {
      declared: { DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:${AWS::Region}:123456789012:q' } } },
      member: 'DestinationConfig.OnFailure.Destination',
      reason: '"arn:aws:sqs:${AWS::Region}:123456789012:q" has a placeholder outside Fn::Sub',
    },
    {
      declared: { DestinationConfig: { OnFailure: { Destination: '{{resolve:ssm:/dlq}}' } } },
      member: 'DestinationConfig.OnFailure.Destination',
      reason: '"{{resolve:ssm:/dlq}}" is resolved at deployment',
    },
    {
      declared: { FunctionName: 'no name' },
      member: 'FunctionName',
      reason: '"no name" is not the name of a function',
    },
    { declared: { Qualifier: '' }, member: 'Qualifier', reason: 'no value' },
    {
      declared: { FunctionName: 'error:live' },
      member: 'Qualifier',
      reason: 'it is $LATEST, but FunctionName has live',
    },
  ])('reports $member instead of guessing: $reason (CFG-25)', ({ declared, member, reason }) => {
    const Settings = config({ FunctionName: 'error', MaximumRetryAttempts: 1, ...declared })
    const { desired, problems } = read({ ...functions, Settings })
    expect(desired.functions).toEqual({})
    expect(desired.unknown).toHaveLength(1)
    expect(problems).toEqual([{ resource: 'Settings', member, reason }])
  })

  it('knows neither of two resources that declare the same settings', () => {
    const { desired, problems } = read({
      A: config({ FunctionName: 'error', MaximumRetryAttempts: 2 }),
      B: config({ FunctionName: 'error', MaximumRetryAttempts: 0 }),
      C: config({ FunctionName: 'error', MaximumRetryAttempts: 1 }),
      D: config({ FunctionName: 'error', Qualifier: 'live', MaximumRetryAttempts: 1 }),
    })
    expect(desired.functions).toEqual({ error: { EventInvokeConfigs: { live: { MaximumRetryAttempts: 1 } } } })
    const reason = 'A declares the same settings'
    expect(problems).toEqual([
      { resource: 'B', member: 'Qualifier', reason },
      { resource: 'C', member: 'Qualifier', reason },
    ])
    expect(desired.unknown?.map(({ functionName, qualifier }) => `${functionName}:${qualifier}`)).toEqual([
      'error:$LATEST',
      'error:$LATEST',
    ])
  })

  it.each([
    { Type: 'AWS::Serverless::Function', beside: { EventInvokeConfig: {} }, member: 'EventInvokeConfig' },
    { Type: 'AWS::Lambda::Function', beside: { DeadLetterConfig: {} }, member: 'DeadLetterConfig' },
    { Type: 'AWS::Serverless::Function', own: { DeadLetterConfig: {} }, member: 'DeadLetterConfig' },
    { Type: 'AWS::Serverless::Function', own: { EventInvokeConfigs: {} }, member: 'EventInvokeConfigs' },
    { Type: 'AWS::Lambda::Function', own: { DeadLetterQueue: {} }, member: 'DeadLetterQueue' },
    { Type: 'AWS::Lambda::Function', own: { EventInvokeConfig: {} }, member: 'EventInvokeConfig' },
  ])('reports $member in the wrong place of $Type: beside Properties $beside, in them $own', (each) => {
    const F = { ...resource(each.Type, { FunctionName: 'error', ...each.own }), ...each.beside }
    const { desired, problems } = read({ F })
    expect(desired.functions).toEqual({})
    expect(desired.unknown).toMatchObject([{ functionName: 'error' }])
    expect(problems).toMatchObject([{ resource: 'F', member: each.member }])
  })

  it.each([
    { Type: 'AWS::Serverless::Function', about: 'a misplaced setting', own: { DeadLetterConfig: {} } },
    { Type: 'AWS::Lambda::Function', about: 'a misplaced setting', own: { EventInvokeConfig: {} } },
    {
      Type: 'AWS::Serverless::Function',
      about: 'a readable setting',
      own: { EventInvokeConfig: { MaximumRetryAttempts: 1 } },
    },
    { Type: 'AWS::Lambda::Function', about: 'a readable setting', own: { DeadLetterConfig: { TargetArn: 'arn' } } },
  ])('leaves the function of $about unnamed if $Type has an invalid name', ({ Type, own }) => {
    for (const FunctionName of ['', 'no name', 'a:b:c']) {
      const { desired } = read({ F: resource(Type, { FunctionName, ...own }) })
      expect(desired.functions).toEqual({})
      expect(desired.unknown).toMatchObject([{ reason: expect.stringContaining('F: ') }])
      expect(desired.unknown?.[0]).not.toHaveProperty('functionName')
    }
  })

  it('reads the resources of a loop, and reports a loop that it cannot expand', () => {
    const loop = (collection: unknown) => [
      'Name',
      collection,
      { 'Settings${Name}': config({ FunctionName: { Ref: 'Name' }, MaximumRetryAttempts: 1 }) },
    ]
    const { desired, problems } = read({ 'Fn::ForEach::A': loop(['one', 'two']), 'Fn::ForEach::B': loop({ Ref: 'X' }) })
    expect(Object.keys(desired.functions)).toEqual(['one', 'two'])
    expect(problems).toMatchObject([{ resource: 'Fn::ForEach::B', member: 'Resources' }])
  })

  it.each([
    { template: { Transform: ['AWS::Serverless-2016-10-31', 'MyMacro'] }, name: '"MyMacro"' },
    { template: { Transform: { Name: 'AWS::Include' } }, name: 'a map' },
  ])('reports the transform $name', ({ template, name }) => {
    expect(read({}, template).problems).toEqual([
      { resource: 'Transform', member: 'Name', reason: `${name} may change any resource at deployment` },
    ])
  })

  it.each([
    { about: 'null', template: 'null', reason: 'no value instead of a map' },
    { about: 'a list', template: [], reason: 'no value instead of a map' },
    { about: 'no resources', template: { Outputs: {} }, reason: 'no value instead of a map' },
    { about: 'a list of resources', template: { Resources: [functions.Error] }, reason: 'a list instead of a map' },
    { about: 'a state of Terraform', template: { version: 4, resources: [] }, reason: 'no value instead of a map' },
  ])('never takes $about for a template without settings (CFG-26)', ({ template, reason }) => {
    const { desired, problems } = readCloudFormation(template, context)
    expect(desired.unknown?.length).toBeGreaterThan(0)
    expect(problems).toEqual([{ resource: 'Template', member: 'Resources', reason }])
  })

  it.each([
    { definition: null, reason: 'null instead of a resource' },
    { definition: [], reason: 'a list instead of a resource' },
    { definition: { Properties: {} }, reason: 'no value instead of a type' },
    { definition: { Type: 5 }, reason: '5 instead of a type' },
    {
      definition: { Type: 'AWS::Lambda::eventInvokeConfig' },
      reason: 'no such type "AWS::Lambda::eventInvokeConfig"; did you mean AWS::Lambda::EventInvokeConfig?',
    },
    {
      definition: { Type: 'aws::serverless::functions' },
      reason: 'no such type "aws::serverless::functions"; did you mean AWS::Serverless::Function?',
    },
  ])('knows no settings where a resource is $definition (CFG-26)', ({ definition, reason }) => {
    const { desired, problems } = read({ ...functions, R: definition })
    expect(desired.unknown?.length).toBeGreaterThan(0)
    expect(problems).toEqual([{ resource: 'R', member: 'Type', reason }])
  })

  it('takes no other type of resource for a mistyped one', () => {
    const names = ['Alias', 'CapacityProvider', 'CodeSigningConfig', 'EventSourceMapping', 'LayerVersion', 'Permission']
    const more = ['LayerVersionPermission', 'Url', 'Version']
    const ofSam = ['Api', 'Application', 'Connector', 'GraphQLApi', 'HttpApi', 'SimpleTable', 'StateMachine']
    const types = [
      ...[...names, ...more].map((each) => `AWS::Lambda::${each}`),
      ...ofSam.map((each) => `AWS::Serverless::${each}`),
    ]
    expect(read(Object.fromEntries(types.map((Type) => [Type, resource(Type)]))).problems).toEqual([])
  })

  it('takes no element that is absent', () => {
    const { desired, problems } = read({
      Settings: config({
        FunctionName: 'error',
        MaximumRetryAttempts: { 'Fn::Select': [0, [{ Ref: 'AWS::NoValue' }, 1]] },
      }),
    })
    expect(desired.functions).toEqual({})
    expect(problems).toMatchObject([{ resource: 'Settings', member: 'MaximumRetryAttempts' }])
  })

  it('refuses a string that is not JSON', () => {
    expect(() => readCloudFormation('Resources:\n  Error:\n')).toThrow(TypeError)
  })
})

describe('readCloudFormation of a SAM template', () => {
  const sam = (Properties: object) => resource('AWS::Serverless::Function', { FunctionName: 'error', ...Properties })
  const EventInvokeConfig = {
    MaximumRetryAttempts: 1,
    DestinationConfig: { OnFailure: { Type: 'SQS', Destination: queue } },
  }
  const expected = { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: queue } } }

  it('applies settings to the alias that SAM publishes, otherwise to $LATEST', () => {
    const published = read({ Error: sam({ EventInvokeConfig, AutoPublishAlias: 'live' }) })
    expect(published.desired.functions.error?.EventInvokeConfigs).toEqual({ live: expected })
    expect(published.aliases).toEqual({ error: { live: null } })
    expect(read({ Error: sam({ EventInvokeConfig }) }).desired.functions.error?.EventInvokeConfigs).toEqual({
      $LATEST: expected,
    })
  })

  it("merges a function's own settings over the globals, and reads its dead-letter queue and rules", () => {
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

  it('reads the rules among the events of a state machine', () => {
    const Events = {
      Failures: { Type: 'EventBridgeRule', Properties: { Pattern: { source: ['lambda'] } } },
      Nightly: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)' } },
    }
    const { eventRules, problems } = read({ Machine: resource('AWS::Serverless::StateMachine', { Events }) })
    expect(eventRules).toEqual([{ name: 'Machine.Failures', pattern: { source: ['lambda'] } }])
    expect(problems).toEqual([])
  })

  const forAll = {
    EventInvokeConfig: { MaximumRetryAttempts: 2 },
    DeadLetterQueue: { Type: 'SQS', TargetArn: queue },
  }
  const dead = { DeadLetterConfig: { TargetArn: queue } }
  const retried = { EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 2 } } }
  // The answers of aws-sam-translator 1.110.
  it.each([
    { IgnoreGlobals: '*', found: undefined },
    { IgnoreGlobals: ['EventInvokeConfig'], found: dead },
    { IgnoreGlobals: ['DeadLetterQueue'], found: retried },
    { IgnoreGlobals: ['DeadLetterQueue', 'EventInvokeConfig'], found: undefined },
    { IgnoreGlobals: [], found: { ...dead, ...retried } },
    { IgnoreGlobals: '', found: { ...dead, ...retried } },
  ])('leaves out the globals that IgnoreGlobals names: $IgnoreGlobals', ({ IgnoreGlobals, found }) => {
    const { desired, problems } = read({ Error: { ...sam({}), IgnoreGlobals } }, { Globals: { Function: forAll } })
    expect(problems).toEqual([])
    expect(desired).toEqual({ version: '1.0', functions: found === undefined ? {} : { error: found } })
  })

  it.each([
    { IgnoreGlobals: ['EventInvokeConfigs'] },
    { IgnoreGlobals: 'EventInvokeConfig' },
    { IgnoreGlobals: ['constructor'] },
    { IgnoreGlobals: { Ref: 'X' } },
    { IgnoreGlobals: [1] },
  ])('knows no settings of a function whose IgnoreGlobals SAM refuses: $IgnoreGlobals', ({ IgnoreGlobals }) => {
    const { desired, problems } = read({ Error: { ...sam({}), IgnoreGlobals } }, { Globals: { Function: forAll } })
    expect(desired.functions).toEqual({})
    expect(desired.unknown).toMatchObject([{ functionName: 'error' }, { functionName: 'error' }])
    expect(problems).toMatchObject([{ resource: 'Error', member: 'IgnoreGlobals' }])
  })

  it.each([
    { Globals: [], reason: 'a list instead of a map' },
    { Globals: { Function: null }, reason: 'null instead of a map' },
    { Globals: { Functions: {} }, reason: 'no such section Functions; did you mean Function?' },
    {
      Globals: { Function: { EventInvokeConfigs: {} } },
      reason: 'no such member EventInvokeConfigs; did you mean EventInvokeConfig?',
    },
    {
      Globals: { Function: { DeadLetterConfig: {} } },
      reason: 'no such member DeadLetterConfig; did you mean DeadLetterQueue?',
    },
  ])('knows no settings of functions below globals that SAM refuses: $Globals (CFG-25)', ({ Globals, reason }) => {
    const { desired, problems } = read({ Error: sam({ EventInvokeConfig }) }, { Globals })
    expect(desired.functions).toEqual({})
    expect(problems).toEqual([{ resource: 'Error', member: 'Globals', reason }])
  })

  it('takes an empty name of an alias, empty settings and an empty dead-letter queue for none', () => {
    const { desired, problems, aliases } = read({
      Error: sam({ EventInvokeConfig, AutoPublishAlias: '' }),
      Empty: resource('AWS::Serverless::Function', { FunctionName: 'e', EventInvokeConfig: {}, DeadLetterQueue: {} }),
    })
    expect(desired.functions).toEqual({ error: { EventInvokeConfigs: { $LATEST: expected } } })
    expect([problems, aliases]).toEqual([[], {}])
  })

  it.each(['AutoPublishAlais', 'AutopublishAlias', 'autoPublishAlias'])(
    'does not know the qualifier of settings beside %s (CFG-25)',
    (member) => {
      const { desired, problems } = read({ Error: sam({ EventInvokeConfig, [member]: 'live' }) })
      expect(desired.functions).toEqual({})
      expect(desired.unknown).toMatchObject([{ functionName: 'error' }])
      expect(desired.unknown?.[0]).not.toHaveProperty('qualifier')
      expect(problems).toMatchObject([{ resource: 'Error', member }])
    },
  )

  it('reports a type of destination that SAM refuses', () => {
    const DestinationConfig = { OnFailure: { Type: 'sqs', Destination: queue } }
    const { desired, problems } = read({ Error: sam({ EventInvokeConfig: { DestinationConfig } }) })
    expect(desired.functions).toEqual({})
    expect(problems).toMatchObject([{ member: 'DestinationConfig.OnFailure.Type' }])
  })

  it('reports the queue that SAM creates for a type without a destination', () => {
    const { desired, problems } = read({
      Error: sam({ EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: 'SQS' } } } }),
    })
    expect(desired.functions).toEqual({})
    expect(problems).toMatchObject([
      {
        resource: 'Error',
        reason: 'SAM creates the target ErrorEventInvokeConfigOnFailureQueue and generates its name',
      },
    ])
  })

  it.each([
    { Type: 'AWS::SQS::Queue', id: 'https://sqs.us-east-1.amazonaws.com/123456789012/s-T-1', arn: 'sqs:s-T-1' },
    { Type: 'AWS::SQS::Queue', id: 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/s-T-1', arn: 'sqs:s-T-1' },
    { Type: 'AWS::SQS::Queue', id: 'http://localhost:4566/000000000000/s-T-1', arn: 'sqs:s-T-1' },
    { Type: 'AWS::SNS::Topic', id: 'arn:aws:sns:us-east-1:123456789012:s-T-1', arn: 'sns:s-T-1' },
    { Type: 'AWS::Events::EventBus', id: 's-T-1', arn: 'events:event-bus/s-T-1' },
    {
      Type: 'AWS::Events::EventBus',
      id: 'arn:aws:events:us-east-1:123456789012:event-bus/s-T-1',
      arn: 'events:event-bus/s-T-1',
    },
    { Type: 'AWS::Lambda::Function', id: 's-T-1', arn: 'lambda:function:s-T-1' },
  ])('takes the name of a target from the physical id $id', ({ Type, id, arn }) => {
    const Target = resource(Type)
    const Destination = { 'Fn::GetAtt': ['Target', Type === 'AWS::SNS::Topic' ? 'TopicArn' : 'Arn'] }
    const Settings = config({ FunctionName: 'error', DestinationConfig: { OnFailure: { Destination } } })
    const { desired } = read({ Target, Settings }, {}, { ...context, physicalNames: { Target: id } })
    const [service, ...rest] = arn.split(':')
    expect(desired.functions.error?.EventInvokeConfigs?.$LATEST).toEqual({
      DestinationConfig: {
        OnFailure: { Destination: `arn:aws:${service}:us-east-1:123456789012:${rest.join(':')}` },
      },
    })
  })

  it('takes a generated function name from physicalNames, and reports it without them', () => {
    const unnamed = resource('AWS::Serverless::Function', { EventInvokeConfig })
    expect(read({ Error: unnamed }).problems).toMatchObject([{ member: 'FunctionName' }])
    expect(read({ Other: resource('AWS::Serverless::Function') }).problems).toEqual([])
    const named = read({ Error: unnamed }, {}, { ...context, physicalNames: { Error: 'stack-Error-1' } })
    expect(Object.keys(named.desired.functions)).toEqual(['stack-Error-1'])
  })
})
