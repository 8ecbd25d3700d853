// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Serverless variables
import { checkDesiredState } from '@async-invoke/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costInJson } from '../../../../../../scripts/cost-in-json.ts'
import { diagnose } from '../../doctor/diagnose.ts'
import { setupOfDesiredState } from '../../doctor/setup.ts'
import { parseTemplate } from '../yaml/parse-template.ts'
import { readServerless } from './serverless.ts'
import type { ServerlessContext } from './serverless-context.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const account = { accountId: '123456789012' }
const read = (config: object, context: ServerlessContext = account) => {
  const reading = readServerless({ service: 'shop', provider: { name: 'aws' }, ...config }, context)
  expect(checkDesiredState(reading.desired)).toEqual([])
  return reading
}
const settingsOf = (members: object, rest: object = {}, context?: ServerlessContext) => {
  const { desired, problems } = read({ ...rest, functions: { orders: members, audit: {} } }, context)
  expect(problems).toEqual([])
  return desired.functions['shop-dev-orders']
}

describe('readServerless', () => {
  it('reads a configuration in YAML', async () => {
    const config = await parseTemplate(`
service: shop
provider:
  name: aws
  stage: \${opt:stage, 'dev'}
  region: eu-west-1
custom:
  retries: {dev: 0, prod: 2}
functions:
  orders:
    handler: orders.handler
    maximumEventAge: 3600
    maximumRetryAttempts: \${self:custom.retries.\${self:provider.stage}}
    onError: !Ref DeadLetters
    destinations:
      onSuccess: audit
      onFailure:
        type: sqs
        arn: !GetAtt Failures.Arn
  audit:
    name: auditing
    handler: audit.handler
resources:
  Resources:
    DeadLetters: {Type: AWS::SNS::Topic, Properties: {TopicName: dead-letters}}
    Failures: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '\${AWS::StackName}-failures'}}
`)
    const { desired, problems } = readServerless(config, { ...account, options: { stage: 'prod' } })
    expect(problems).toEqual([])
    expect(desired).toEqual({
      version: '1.0',
      functions: {
        'shop-prod-orders': {
          DeadLetterConfig: { TargetArn: 'arn:aws:sns:eu-west-1:123456789012:dead-letters' },
          EventInvokeConfigs: {
            $LATEST: {
              MaximumEventAgeInSeconds: 3600,
              MaximumRetryAttempts: 2,
              DestinationConfig: {
                OnSuccess: { Destination: 'arn:aws:lambda:eu-west-1:123456789012:function:auditing' },
                OnFailure: { Destination: 'arn:aws:sqs:eu-west-1:123456789012:shop-prod-failures' },
              },
            },
          },
        },
      },
    })
  })

  it.each([
    { form: 'an ARN', onFailure: queue, arn: queue },
    { form: 'a function', onFailure: 'audit', arn: 'arn:aws:lambda:us-east-1:123456789012:function:shop-dev-audit' },
    { form: 'a type and an ARN', onFailure: { type: 'sqs', arn: queue }, arn: queue },
    { form: 'a type and an intrinsic function', onFailure: { type: 'sqs', arn: { 'Fn::Sub': queue } }, arn: queue },
    { form: 'a variable', onFailure: '${self:custom.queue}', arn: queue },
  ])('reads a destination given as $form', ({ onFailure, arn }) => {
    const own = settingsOf({ destinations: { onFailure } }, { custom: { queue } })
    expect(own?.EventInvokeConfigs).toEqual({ $LATEST: { DestinationConfig: { OnFailure: { Destination: arn } } } })
  })

  it.each([
    { members: {}, configs: undefined },
    { members: { maximumEventAge: 0, maximumRetryAttempts: null, destinations: null }, configs: undefined },
    { members: { maximumRetryAttempts: 0 }, configs: { $LATEST: { MaximumRetryAttempts: 0 } } },
    { members: { maximumRetryAttempts: '1' }, configs: { $LATEST: { MaximumRetryAttempts: 1 } } },
    {
      members: { maximumEventAge: 60, provisionedConcurrency: 1 },
      configs: { provisioned: { MaximumEventAgeInSeconds: 60 } },
    },
    {
      members: { maximumEventAge: 60, provisionedConcurrency: { executions: 1, alias: 'live' } },
      configs: { live: { MaximumEventAgeInSeconds: 60 } },
    },
    { members: { maximumEventAge: 60, snapStart: true }, configs: { snapstart: { MaximumEventAgeInSeconds: 60 } } },
    { members: { maximumEventAge: 60, condition: 'No' }, configs: undefined },
  ])('reads $members as $configs', ({ members, configs }) => {
    const resources = { Conditions: { No: { 'Fn::Equals': [1, 2] } } }
    expect(settingsOf(members, { resources })?.EventInvokeConfigs).toEqual(configs)
  })

  it.each([
    { about: 'service and stage', config: {}, name: 'shop-dev-orders' },
    { about: 'a stage of the provider', config: { provider: { stage: 'prod' } }, name: 'shop-prod-orders' },
    { about: 'an option', config: { provider: { stage: 'prod' } }, options: { stage: 'qa' }, name: 'shop-qa-orders' },
    { about: 'a service in a map', config: { service: { name: 'store' } }, name: 'store-dev-orders' },
    { about: 'a name', config: {}, own: { name: 'mine-${sls:stage}' }, name: 'mine-dev' },
  ])('names functions after $about: $name', ({ config, options, own, name }) => {
    const functions = [{ orders: { maximumRetryAttempts: 1, ...own } }, { other: {} }]
    const { desired } = read({ ...config, functions }, { ...account, ...(options !== undefined && { options }) })
    expect(Object.keys(desired.functions)).toEqual([name])
  })

  const context = {
    ...account,
    options: { stage: 'prod' },
    env: { RETRIES: '1' },
    files: { './settings.json': { orders: { retries: 2 }, same: '${self:custom.one}' } },
  }
  it.each([
    { retries: '${self:custom.one}', is: 1 },
    { retries: '${self:custom.by.${opt:stage}}', is: 2 },
    { retries: '${self:custom.missing, 0}', is: 0 },
    { retries: '${opt:retries, self:custom.one}', is: 1 },
    { retries: "${opt:retries, '2'}", is: 2 },
    { retries: '${env:RETRIES}', is: 1 },
    { retries: '${env:MISSING, 2}', is: 2 },
    { retries: '${file(./settings.json):orders.retries}', is: 2 },
    { retries: '${file(./settings.json):same}', is: 1 },
    { retries: '${param:retries}', is: 2 },
    { retries: '${param:other}', is: 1 },
    { retries: '${param:ofStage, 0}', is: 2 },
    { retries: '${param:ofAll, 0}', is: 1 },
    { retries: '${self:custom.list.1}', is: 2 },
    { retries: '${self:custom.chain}', is: 1 },
  ])('resolves $retries to $is', ({ retries, is }) => {
    const custom = { one: 1, by: { prod: 2 }, list: [0, 2], chain: '${self:custom.copy.one}', copy: '${self:custom}' }
    const params = { prod: { retries: 2, ofAll: null }, default: { retries: 0, other: 1 } }
    const stages = { prod: { params: { ofStage: 2 } }, default: { params: { ofStage: 0, ofAll: 1 } } }
    const shallow = { ...custom, copy: { one: '${self:custom.one}' } }
    const { desired, problems } = read(
      { custom: shallow, params, stages, functions: { orders: { maximumRetryAttempts: retries } } },
      context,
    )
    expect(problems).toEqual([])
    expect(desired.functions['shop-prod-orders']?.EventInvokeConfigs?.$LATEST?.MaximumRetryAttempts).toBe(is)
  })

  it.each([
    {
      members: { maximumRetryAttempts: '${env:RETRIES}' },
      member: 'maximumRetryAttempts',
      reason: 'the environment variable RETRIES is unknown',
    },
    {
      members: { maximumRetryAttempts: '${env:RETRIES, 1}' },
      member: 'maximumRetryAttempts',
      reason: 'the environment variable RETRIES is unknown',
    },
    {
      members: { maximumEventAge: '${ssm:/age}' },
      member: 'maximumEventAge',
      reason: '${ssm:/age} is resolved at deployment',
    },
    { members: { destinations: '${file(./d.yml)}' }, member: 'destinations', reason: 'the file ./d.yml is unknown' },
    {
      members: { destinations: { onFailure: '${self:custom.gone}' } },
      member: 'destinations.onFailure',
      reason: '${self:custom.gone} has no value',
    },
    {
      members: { destinations: { onFailure: '${self:custom.a}' } },
      member: 'destinations.onFailure',
      reason: 'custom.a refers to itself',
    },
    {
      members: { onError: '${cf:other.Topic}' },
      member: 'onError',
      reason: '${cf:other.Topic} is resolved at deployment',
    },
    {
      members: { maximumRetryAttempt: 1 },
      member: 'maximumRetryAttempts',
      reason: 'no such member maximumRetryAttempt; did you mean maximumRetryAttempts?',
    },
    {
      members: { MaximumEventAgeInSeconds: 1 },
      member: 'maximumEventAge',
      reason: 'no such member MaximumEventAgeInSeconds; did you mean maximumEventAge?',
    },
    {
      members: { destination: { onFailure: queue } },
      member: 'destinations',
      reason: 'no such member destination; did you mean destinations?',
    },
    { members: { onErrors: queue }, member: 'onError', reason: 'no such member onErrors; did you mean onError?' },
    {
      members: { destinations: { onFailur: queue } },
      member: 'destinations.onFailure',
      reason: 'no such member onFailur; did you mean onFailure?',
    },
    {
      members: { destinations: { sqs: queue } },
      member: 'destinations',
      reason: 'no such member sqs; the members are onSuccess, onFailure',
    },
    {
      members: { destinations: { onFailure: 'audits' } },
      member: 'destinations.onFailure',
      reason: 'the service has no function audits; did you mean audit?',
    },
    {
      members: { destinations: { onFailure: { type: 'sqss', arn: queue } } },
      member: 'destinations.onFailure',
      reason: 'no such type sqss; did you mean sqs?',
    },
    {
      members: { destinations: { onFailure: { arn: queue } } },
      member: 'destinations.onFailure',
      reason: 'a destination in a map needs type and arn',
    },
    {
      members: { destinations: { onFailure: { 'Fn::Sub': queue } } },
      member: 'destinations.onFailure',
      reason: 'no such member Fn::Sub; the members are type, arn',
    },
    {
      members: { destinations: { 'Fn::If': ['C', { onFailure: queue }, { Ref: 'AWS::NoValue' }] } },
      member: 'destinations',
      reason: 'no such member Fn::If; the members are onSuccess, onFailure',
    },
    {
      members: { destinations: { onFailure: 'busy' } },
      member: 'destinations.onFailure',
      reason: 'osls sends to the alias of the function busy, the Serverless Framework to either; give its ARN',
    },
    {
      members: { maximumEventAge: 60, durableConfig: { executionTimeout: 60 } },
      member: 'durableConfig',
      reason: 'osls publishes an alias of a durable function, the Serverless Framework does not',
    },
    {
      members: { name: '${env:NAME}', onError: queue },
      member: 'name',
      reason: 'the environment variable NAME is unknown',
    },
    {
      members: { maximumRetryAttempts: 1, provisionedConcurrency: '${ssm:/x}' },
      member: 'provisionedConcurrency',
      reason: '${ssm:/x} is resolved at deployment',
    },
  ])('does not guess $members: $reason (CFG-25, CFG-26)', ({ members, member, reason }) => {
    const custom = { a: '${self:custom.b}', b: '${self:custom.a}' }
    const { desired, problems } = read({
      ...{ custom, functions: { orders: members, audit: {}, busy: { provisionedConcurrency: 1 } } },
    })
    expect(desired.functions).toEqual({})
    expect(problems).toContainEqual({ resource: 'functions.orders', member, reason })
    expect(desired.unknown?.[0]?.reason).toBe(`functions.orders: ${member}: ${reason}`)
  })

  it.each([
    { about: 'functions', config: { functions: '${file(./f.yml)}' }, resource: 'functions' },
    { about: 'a function', config: { functions: { orders: '${file(./f.yml)}' } }, resource: 'functions.orders' },
    { about: 'resources', config: { resources: ['${file(./r.yml)}'] }, resource: 'resources' },
    {
      about: 'the provider',
      config: { provider: '${file(./p.yml)}', functions: { orders: { onError: queue } } },
      resource: 'functions.orders',
    },
    {
      about: 'the service',
      config: { service: '${env:S}', functions: { orders: { onError: queue } } },
      resource: 'functions.orders',
    },
  ])('knows that it does not know $about', ({ config, resource }) => {
    const { desired, problems } = read(config)
    expect(desired.functions).toEqual({})
    expect(desired.unknown?.length).toBeGreaterThan(0)
    expect(problems).toContainEqual(expect.objectContaining({ resource }))
  })

  it('merges the maps of a list of functions', () => {
    const functions = [
      { orders: { maximumRetryAttempts: 1, destinations: { onSuccess: queue } }, gone: { onError: queue } },
      null,
      { orders: { maximumEventAge: 60, destinations: { onFailure: queue } }, gone: null },
    ]
    const Destination = queue
    expect(read({ functions }).desired.functions).toEqual({
      'shop-dev-orders': {
        EventInvokeConfigs: {
          $LATEST: {
            ...{ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60 },
            DestinationConfig: { OnSuccess: { Destination }, OnFailure: { Destination } },
          },
        },
      },
    })
  })

  it('replaces the properties that an extension names, whatever section of the resources it stands in', () => {
    const DestinationConfig = { OnFailure: { Destination: queue } }
    const extensions = { OrdersLambdaEvConf: { Properties: { DestinationConfig } } }
    const others = { Resources: { OrdersLambdaEvConf: { Properties: { DestinationConfig: {} } } } }
    const own = settingsOf({ destinations: { onSuccess: 'audit' } }, { resources: [{ extensions }, others] })
    expect(own?.EventInvokeConfigs).toEqual({ $LATEST: { DestinationConfig } })
  })

  it('reads the patterns of events of EventBridge', () => {
    const pattern = { source: ['lambda'], resources: [{ prefix: '${self:custom.start}' }] }
    const events = [
      { httpApi: '*' },
      { eventBridge: { pattern } },
      { eventBridge: { schedule: 'rate(1 hour)' } },
      { cloudwatchEvent: { event: { source: ['aws.s3'] } } },
      { sns: 'topic' },
      { cloudwatchEvent: { event: pattern } },
    ]
    const resources = {
      extensions: { OrdersEventsRuleCloudWatchEvent2: { Properties: { EventPattern: { source: ['x'] } } } },
    }
    const { eventRules, problems } = read({ functions: { orders: { events } }, custom: { start: 'arn:' }, resources })
    expect(problems).toEqual([])
    expect(eventRules).toEqual([
      {
        name: 'functions.orders.events.1',
        pattern: { source: ['lambda'], resources: [{ prefix: 'arn:' }] },
      },
      { name: 'functions.orders.events.3', pattern: { source: ['aws.s3'] } },
      { name: 'functions.orders.events.5', pattern: { source: ['x'] } },
    ])
  })

  it.each([
    { events: '${file(./e.yml)}', resource: 'functions.orders', member: 'events' },
    {
      events: [{ sqs: '${ssm:/q}' }, { eventBridge: '${file(./e.yml)}' }],
      resource: 'functions.orders.events.1',
      member: 'eventBridge.pattern',
    },
    {
      events: [{ cloudwatchEvent: { event: { source: '${file(./e.yml)}' } } }],
      resource: 'functions.orders.events.0',
      member: 'cloudwatchEvent.event',
    },
  ])('knows that it does not know the rules in $events', ({ events, resource, member }) => {
    const { eventRules, problems } = read({ functions: { orders: { events } } })
    expect(eventRules).toEqual([])
    expect(problems).toEqual([{ resource, member, reason: 'the file ./e.yml is unknown' }])
  })

  it('merges resources and extensions of the configuration over the compiled ones', () => {
    const resources = {
      Resources: { OrdersLambdaFunction: { Properties: { DeadLetterConfig: { TargetArn: queue } } } },
      extensions: { OrdersLambdaEvConf: { Properties: { MaximumRetryAttempts: 0 } } },
    }
    const own = settingsOf({ maximumRetryAttempts: 2, maximumEventAge: 60 }, { resources })
    expect(own).toEqual({
      DeadLetterConfig: { TargetArn: queue },
      EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } },
    })
  })

  it.each([null, undefined, '', false])('keeps the functions beside resources that are %j', (Resources) => {
    expect(settingsOf({ maximumRetryAttempts: 1 }, { resources: { Resources } })).toEqual({
      EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 1 } },
    })
  })

  it('knows no settings beside resources that are no map (CFG-26)', () => {
    const { desired, problems } = read({
      functions: { orders: { maximumRetryAttempts: 1 } },
      resources: { Resources: 'x' },
    })
    expect(Object.keys(desired.functions)).toEqual(['shop-dev-orders'])
    expect(desired.unknown?.length).toBeGreaterThan(0)
    expect(problems).toMatchObject([{ resource: 'resources', reason: 'Resources are "x" instead of a map' }])
  })

  it('takes the name of the provider alone', () => {
    expect(settingsOf({ maximumRetryAttempts: 1 }, { provider: 'aws' })).toEqual({
      EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 1 } },
    })
  })

  it('refuses what is no configuration', () => {
    expect(() => readServerless({ Resources: {} })).toThrow(/no Serverless configuration/)
    expect(() => readServerless('service: s')).toThrow(TypeError)
  })

  it.each([
    { about: 'placeholders that do not end', custom: { a: '${self:'.repeat(50_000) } },
    { about: 'nested variables', custom: { a: `${'${self:custom.'.repeat(5_000)}x${'}'.repeat(5_000)}` } },
    {
      about: 'strings that double',
      custom: Object.fromEntries(
        Array.from({ length: 60 }, (_, n) => [
          `a${n === 59 ? '' : n}`,
          n === 0 ? 'x' : `\${self:custom.a${n - 1}}\${self:custom.a${n - 1}}`,
        ]),
      ),
    },
    {
      about: 'maps that double',
      custom: Object.fromEntries(
        Array.from({ length: 60 }, (_, n) => [
          `a${n === 59 ? '' : n}`,
          n === 0 ? {} : { x: `\${self:custom.a${n - 1}}`, y: `\${self:custom.a${n - 1}}` },
        ]),
      ),
    },
    { about: 'the whole configuration', custom: { a: '${self:}' } },
  ])('ends in bounded time for $about', ({ custom }) => {
    const functions = { orders: { maximumRetryAttempts: '${self:custom.a}' } }
    expect(costInJson(() => read({ custom, functions }))).toBeLessThan(700)
  })

  const allowed = (Action: string, Resource: unknown = queue) => [{ Effect: 'Allow', Action, Resource }]
  const table = allowed('dynamodb:*', { 'Fn::GetAtt': ['Table', 'Arn'] })
  const toQueue = { destinations: { onFailure: queue } }
  const deadLetter = { onError: queue }
  const roleOf = (iam: object) => ({ provider: { name: 'aws', iam } })
  const shared = (Statement: object[]) => ({
    resources: {
      Resources: { Shared: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyDocument: { Statement } }] } } },
    },
  })
  it.each([
    { role: 'generated, which allows destinations', orders: toQueue, rest: {}, rules: [] },
    { role: 'generated, with statements', orders: toQueue, rest: roleOf({ role: { statements: table } }), rules: [] },
    {
      role: 'generated, which allows a function by name',
      orders: { destinations: { onFailure: 'audit' } },
      rest: {},
      rules: [],
    },
    {
      role: 'generated, which allows a destination in a map',
      orders: { destinations: { onFailure: { type: 'sqs', arn: { 'Fn::GetAtt': ['Unnamed', 'Arn'] } } } },
      rest: { resources: { Resources: { Unnamed: { Type: 'AWS::SQS::Queue' } } } },
      rules: [],
    },
    {
      role: 'generated, which allows no dead-letter queue',
      orders: deadLetter,
      rest: {},
      rules: ['target-not-allowed'],
    },
    {
      role: 'generated, with a statement for the dead-letter queue',
      orders: deadLetter,
      rest: roleOf({ role: { statements: allowed('sqs:SendMessage') } }),
      rules: [],
    },
    {
      role: 'generated, with statements in the old form',
      orders: deadLetter,
      rest: { provider: { iamRoleStatements: allowed('sqs:*') } },
      rules: [],
    },
    {
      role: 'generated, with unknown statements',
      orders: deadLetter,
      rest: roleOf({ role: { statements: '${ssm:/statements}' } }),
      rules: [],
    },
    {
      role: 'generated, with an unknown managed policy',
      orders: deadLetter,
      rest: roleOf({ role: { managedPolicies: ['arn:aws:iam::aws:policy/AmazonSQSFullAccess'] } }),
      rules: [],
    },
    {
      role: 'of another stack',
      orders: toQueue,
      rest: roleOf({ role: 'arn:aws:iam::123456789012:role/x' }),
      rules: [],
    },
    {
      role: 'of the resources, without a policy',
      orders: { ...toQueue, role: 'Shared' },
      rest: shared([]),
      rules: ['target-not-allowed'],
    },
    {
      role: 'of the provider, with a policy',
      orders: toQueue,
      rest: { ...shared(allowed('sqs:*')), ...roleOf({ role: { 'Fn::GetAtt': ['Shared', 'Arn'] } }) },
      rules: [],
    },
    { role: 'of a plugin', orders: { ...deadLetter, iamRoleStatements: [] }, rest: {}, rules: [] },
    { role: 'of the function', orders: { ...deadLetter, iam: { role: { statements: [] } } }, rest: {}, rules: [] },
    { role: 'of each function', orders: deadLetter, rest: roleOf({ role: { mode: 'perFunction' } }), rules: [] },
  ])('diagnoses $rules of a role $role', ({ orders, rest, rules }) => {
    for (const context of [account, {}]) {
      const reading = read({ ...rest, functions: { orders, audit: {} } }, context)
      const found = diagnose(setupOfDesiredState(reading.desired, reading)).map(({ rule }) => rule)
      expect(found.filter((rule) => rule.startsWith('target-'))).toEqual(rules)
    }
  })

  it('never throws, and never takes a variable for text', () => {
    const piece = fc.constantFrom(
      '${',
      '}',
      'self:',
      'custom.a',
      'opt:stage',
      ',',
      "'",
      'env:X',
      'file(',
      ')',
      ' ',
      'x',
      '${AWS::Region}',
      '.',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { desired, problems } = readServerless(
          {
            service: 's',
            provider: {},
            custom: { a: pieces.join('') },
            functions: { f: { onError: pieces.join('') } },
          },
          account,
        )
        const target = desired.functions['s-dev-f']?.DeadLetterConfig?.TargetArn ?? ''
        expect(target === '' || problems.length === 0).toBe(true)
        expect(target).not.toContain('${self:')
      }),
      { numRuns: 500 },
    )
  })
})
