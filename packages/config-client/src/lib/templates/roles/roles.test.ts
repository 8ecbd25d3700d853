// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CloudFormation's placeholders
import { describe, expect, it } from 'vitest'
import { costInJson } from '../../../../../../scripts/cost-in-json.ts'
import { diagnose } from '../../doctor/diagnose.ts'
import { setupOfDesiredState } from '../../doctor/setup.ts'
import { checkRolePermissions } from '../../permissions/check-role-permissions.ts'
import { readCloudFormation } from '../cloudformation.ts'

const context = { region: 'us-east-1', accountId: '123456789012' }
const resource = (Type: string, Properties: object = {}, rest: object = {}) => ({ Type, Properties, ...rest })
const allow = (Action: string | string[], Resource: unknown = '*') => ({
  Statement: [{ Effect: 'Allow', Action, Resource }],
})
const queueArn = { 'Fn::GetAtt': ['Queue', 'Arn'] }
const roleArn = { 'Fn::GetAtt': ['Role', 'Arn'] }
const policy = (document: unknown = allow('sqs:SendMessage', queueArn)) =>
  resource('AWS::IAM::Policy', { PolicyName: 'p', PolicyDocument: document, Roles: [{ Ref: 'Role' }] })
const settings = (rest: object = {}) =>
  resource(
    'AWS::Lambda::EventInvokeConfig',
    {
      FunctionName: { Ref: 'Orders' },
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination: queueArn } },
    },
    rest,
  )
const base = {
  Queue: resource('AWS::SQS::Queue'),
  Role: resource('AWS::IAM::Role'),
  Orders: resource('AWS::Lambda::Function', { Role: roleArn }),
}
const findings = (Resources: object, rest: object = {}) => {
  const reading = readCloudFormation({ ...rest, Resources }, context)
  return diagnose(setupOfDesiredState(reading.desired, reading)).filter(
    ({ rule }) => rule !== 'no-retries-and-no-failure-route',
  )
}
const rulesOf = (Resources: object, rest: object = {}) => findings(Resources, rest).map(({ rule }) => rule)

const denied = ['target-not-allowed']
const unknown = ['target-permission-unknown']

describe('the permission check of a template', () => {
  it.each([
    { policies: 'none', Role: base.Role, rules: ['target-not-allowed'] },
    {
      policies: 'an inline one',
      Role: resource('AWS::IAM::Role', { Policies: [{ PolicyDocument: allow('sqs:*', queueArn) }] }),
      rules: [],
    },
    {
      policies: 'one of another queue',
      Role: resource('AWS::IAM::Role', {
        Policies: [{ PolicyDocument: allow('sqs:*', 'arn:aws:sqs:us-east-1:123456789012:other') }],
      }),
      rules: ['target-not-allowed'],
    },
    {
      policies: "AWS's for logs",
      Role: resource('AWS::IAM::Role', {
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
      }),
      rules: ['target-not-allowed'],
    },
    {
      policies: 'one that is not in the template',
      Role: resource('AWS::IAM::Role', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSQSFullAccess'] }),
      rules: [],
    },
    {
      policies: 'a conditional one',
      Role: resource('AWS::IAM::Role', {
        Policies: [{ 'Fn::If': ['Open', { PolicyDocument: allow('sqs:*') }, { Ref: 'AWS::NoValue' }] }],
      }),
      rules: [],
    },
    {
      policies: 'one with an import',
      Role: resource('AWS::IAM::Role', { Policies: [{ PolicyDocument: allow('sqs:*', { 'Fn::ImportValue': 'x' }) }] }),
      rules: [],
    },
    {
      policies: 'statements about a table, whose ARN is not known',
      Role: resource('AWS::IAM::Role', {
        Policies: [{ PolicyDocument: allow(['dynamodb:*', 'sqs:Receive*'], { 'Fn::GetAtt': ['Table', 'Arn'] }) }],
      }),
      rules: ['target-not-allowed'],
    },
    {
      policies: 'statements about any action, whose resource is not known',
      Role: resource('AWS::IAM::Role', {
        Policies: [{ PolicyDocument: allow(['dynamodb:*', '*'], { 'Fn::GetAtt': ['Table', 'Arn'] }) }],
      }),
      rules: [],
    },
    {
      policies: 'one that denies',
      Role: resource('AWS::IAM::Role', {
        Policies: [
          {
            PolicyDocument: {
              Statement: [
                { Effect: 'Allow', Action: '*', Resource: '*' },
                { Effect: 'Deny', Action: 'sqs:*', Resource: '*' },
              ],
            },
          },
        ],
      }),
      rules: ['target-not-allowed'],
    },
  ])('finds $rules for a role with $policies (CFG-14f)', ({ Role, rules }) => {
    const rest = { Conditions: { Open: { 'Fn::Equals': [{ Ref: 'Gone' }, 'x'] } } }
    expect(rulesOf({ ...base, Role, Settings: settings() }, rest)).toEqual(rules)
  })

  it.each([
    {
      kind: 'AWS::IAM::RolePolicy',
      P: resource('AWS::IAM::RolePolicy', { RoleName: { Ref: 'Role' }, PolicyDocument: allow('sqs:SendMessage') }),
    },
    {
      kind: 'AWS::IAM::ManagedPolicy',
      P: resource('AWS::IAM::ManagedPolicy', { Roles: [{ Ref: 'Role' }], PolicyDocument: allow('sqs:SendMessage') }),
    },
    { kind: 'AWS::IAM::Policy', P: policy() },
  ])('counts the attached $kind', ({ P }) => {
    expect(rulesOf({ ...base, P, Settings: settings({ DependsOn: 'P' }) })).toEqual([])
  })

  it('counts a managed policy that the role attaches itself', () => {
    const Managed = resource('AWS::IAM::ManagedPolicy', { PolicyDocument: allow('sqs:SendMessage') })
    const Role = resource('AWS::IAM::Role', { ManagedPolicyArns: [{ Ref: 'Managed' }] })
    expect(rulesOf({ ...base, Managed, Role, Settings: settings() })).toEqual([])
  })

  it('concludes nothing about a role whose policies an unknown role name may hide', () => {
    const P = resource('AWS::IAM::Policy', { Roles: [{ 'Fn::ImportValue': 'role' }], PolicyDocument: allow('sqs:*') })
    expect(rulesOf({ ...base, P, Settings: settings() })).toEqual([])
  })

  it('checks dead-letter queues (FNC-3), and functions with names of their own', () => {
    const Orders = resource('AWS::Lambda::Function', {
      FunctionName: 'orders',
      Role: roleArn,
      DeadLetterConfig: { TargetArn: queueArn },
    })
    const Queue = resource('AWS::SQS::Queue', { QueueName: 'q' })
    expect(findings({ ...base, Queue, Orders })).toMatchObject([
      { rule: 'target-not-allowed', subject: 'orders:$LATEST', statement: 'FNC-3' },
    ])
  })

  it('checks the settings of an alias with the role of the function that it publishes', () => {
    const Live = resource('AWS::Lambda::Alias', {
      FunctionName: { Ref: 'Orders' },
      Name: 'live',
      FunctionVersion: { 'Fn::GetAtt': ['V', 'Version'] },
    })
    const Settings = settings()
    const OfLive = { ...Settings, Properties: { ...Settings.Properties, Qualifier: 'live' } }
    const V = resource('AWS::Lambda::Version', { FunctionName: { Ref: 'Orders' } })
    expect(findings({ ...base, Live, V, OfLive })).toMatchObject([
      { rule: 'target-not-allowed', subject: 'Orders:live' },
    ])
  })

  const key = resource('AWS::KMS::Key')
  const keyArn = { 'Fn::GetAtt': ['Key', 'Arn'] }
  const alias = (TargetKeyId: unknown) => resource('AWS::KMS::Alias', { AliasName: 'alias/orders', TargetKeyId })
  it.each([
    { about: 'its key', KmsMasterKeyId: { Ref: 'Key' }, allowed: keyArn, rules: [] },
    { about: 'the ARN of its key', KmsMasterKeyId: keyArn, allowed: keyArn, rules: [] },
    {
      about: 'no key',
      KmsMasterKeyId: { Ref: 'Key' },
      allowed: 'arn:aws:kms:us-east-1:123456789012:key/other',
      rules: denied,
    },
    { about: 'the key behind its alias', KmsMasterKeyId: 'alias/orders', allowed: keyArn, rules: [] },
    { about: 'another key than that behind its alias', KmsMasterKeyId: { Ref: 'Alias' }, allowed: 'x', rules: denied },
    { about: 'its alias, whose key is unknown', KmsMasterKeyId: 'alias/gone', allowed: keyArn, rules: unknown },
    { about: "none of AWS's own keys", KmsMasterKeyId: 'alias/aws/sqs', allowed: 'x', rules: [] },
    { about: 'a key by id', KmsMasterKeyId: '1-2', allowed: 'arn:aws:kms:us-east-1:123456789012:key/1-2', rules: [] },
    { about: 'an import', KmsMasterKeyId: { 'Fn::ImportValue': 'x' }, allowed: 'x', rules: [] },
  ])('finds $rules for an encrypted queue and a role that may use $about', ({ KmsMasterKeyId, allowed, rules }) => {
    const named = { QueueName: 'q', KmsMasterKeyId }
    const statements = [...allow('sqs:SendMessage').Statement, ...allow('kms:*', allowed).Statement]
    const Role = resource('AWS::IAM::Role', {
      RoleName: 'r',
      Policies: [{ PolicyDocument: { Statement: statements } }],
    })
    const Orders = resource('AWS::Lambda::Function', { FunctionName: 'orders', Role: roleArn })
    for (const Queue of [resource('AWS::SQS::Queue', named), resource('AWS::SQS::Queue', { KmsMasterKeyId })]) {
      const found = rulesOf({ Key: key, Alias: alias({ Ref: 'Key' }), Queue, Role, Orders, Settings: settings() })
      expect(new Set(found)).toEqual(new Set(rules))
    }
  })

  it('takes nothing from a role and a queue that are not created', () => {
    const Conditions = { Yes: { 'Fn::Equals': ['a', 'a'] }, No: { 'Fn::Equals': ['a', 'b'] } }
    const named = (Condition: string, document: unknown) =>
      resource('AWS::IAM::Role', { RoleName: 'r', Policies: [{ PolicyDocument: document }] }, { Condition })
    const Queue = resource('AWS::SQS::Queue', { QueueName: 'q' })
    const Off = resource('AWS::SQS::Queue', { QueueName: 'q', KmsMasterKeyId: { Ref: 'Key' } }, { Condition: 'No' })
    const Orders = resource('AWS::Lambda::Function', { FunctionName: 'orders', Role: roleArn })
    const Role = named('Yes', allow('sqs:SendMessage', queueArn))
    // After the one that is created, under the same name.
    const Other = named('No', allow('logs:*'))
    const Resources = { Key: key, Queue, Role, Orders, Settings: settings(), Other, Off }
    expect(rulesOf(Resources, { Conditions })).toEqual([])
    const reading = readCloudFormation({ Conditions, Resources }, context)
    expect(Object.keys(reading.roles ?? {})).toEqual(['arn:aws:iam::123456789012:role/r'])
    expect(reading).not.toHaveProperty('byLogicalId')
    expect(reading).not.toHaveProperty('keys')
  })

  it('knows a durable function (DUR-1)', () => {
    const Orders = resource('AWS::Lambda::Function', { DurableConfig: { ExecutionTimeout: 60 } })
    expect(rulesOf({ ...base, Orders, Settings: settings() })).toEqual(['destination-on-durable-function'])
  })
})

describe('settings that do not depend on the policy of their target', () => {
  it.each([
    { order: 'nothing', P: policy(), S: settings(), rules: ['settings-before-policy'] },
    { order: 'DependsOn the policy', P: policy(), S: settings({ DependsOn: 'P' }), rules: [] },
    { order: 'DependsOn in a list', P: policy(), S: settings({ DependsOn: ['Queue', 'P'] }), rules: [] },
    {
      order: 'a reference to the policy',
      P: policy(),
      S: settings({ Metadata: { After: { 'Fn::Sub': '${P}' } } }),
      rules: [],
    },
    {
      order: 'a policy of another queue',
      P: policy(allow('sqs:SendMessage', 'arn:aws:sqs:us-east-1:1:x')),
      S: settings(),
      rules: ['target-not-allowed'],
    },
    {
      order: 'a policy with an unknown condition',
      P: policy({
        Statement: [
          { Effect: 'Allow', Action: 'sqs:*', Resource: '*', Condition: { StringEquals: { 'aws:RequestTag/a': 'b' } } },
        ],
      }),
      S: settings(),
      rules: ['target-permission-unknown'],
    },
  ])('are found with $order: $rules (CFG-14f)', ({ P, S, rules }) => {
    expect(rulesOf({ ...base, P, S })).toEqual(rules)
  })

  it('are in order if their function depends on the policy, as the CDK writes it', () => {
    const Orders = { ...base.Orders, DependsOn: ['P', 'Role'] }
    expect(rulesOf({ ...base, Orders, P: policy(), S: settings() })).toEqual([])
  })

  it('are found for a dead-letter queue, which its function has from its creation (FNC-3)', () => {
    const Orders = resource('AWS::Lambda::Function', { Role: roleArn, DeadLetterConfig: { TargetArn: queueArn } })
    expect(findings({ ...base, Orders, P: policy() })).toMatchObject([
      {
        rule: 'settings-before-policy',
        statement: 'FNC-3',
        subject: 'Orders',
        remedy: 'Add DependsOn: ["P"] to Orders, or make the policy an inline one of the role.',
      },
    ])
  })

  it('name only the policies that they need', () => {
    const Logs = policy(allow('logs:*'))
    const [finding] = findings({ ...base, Logs, P: policy(), S: settings() })
    expect(finding?.evidence).toContain('S does not depend on P, without which')
  })

  it('name every late policy where only several of them together allow the targets', () => {
    const topic = 'arn:aws:sns:us-east-1:123456789012:t'
    const DestinationConfig = { OnSuccess: { Destination: topic }, OnFailure: { Destination: queueArn } }
    const { Properties } = settings()
    const S = resource('AWS::Lambda::EventInvokeConfig', { ...Properties, DestinationConfig })
    const T = policy(allow('sns:Publish', topic))
    const early = (rest: object) =>
      findings({ ...base, T, P: policy(), S, ...rest }).filter(({ rule }) => rule === 'settings-before-policy')
    expect(early({})[0]?.evidence).toContain('S does not depend on T and P, without which')
    expect(early({ S: { ...S, DependsOn: 'T' } })[0]?.evidence).toContain('S does not depend on P, without which')
    expect(early({ S: { ...S, DependsOn: ['T', 'P'] } })).toEqual([])
  })

  it('take time in proportion to a chain of resources', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, n) => [`T${n}`, resource('AWS::SNS::Topic', {}, { DependsOn: `T${n + 1}` })]),
    )
    const resources = { ...base, ...chain, P: policy(), S: settings({ DependsOn: 'T0' }) }
    const cost = costInJson(() => expect(rulesOf(resources)).toEqual(['settings-before-policy']))
    expect(cost).toBeLessThan(700)
  })
})

describe('the roles of a SAM template', () => {
  const sam = (Properties: object = {}, rest: object = {}) => resource('AWS::Serverless::Function', Properties, rest)
  const config = (OnFailure: object) => ({ EventInvokeConfig: { DestinationConfig: { OnFailure } } })
  const Queue = resource('AWS::SQS::Queue')

  it.each([
    { about: 'a destination with a type', F: sam(config({ Type: 'SQS', Destination: queueArn })), rules: [] },
    { about: 'a generated queue', F: sam(config({ Type: 'SQS' })), rules: [] },
    { about: 'a generated topic', F: sam(config({ Type: 'SNS' })), rules: ['sns-record-size'] },
    { about: 'a dead-letter queue', F: sam({ DeadLetterQueue: { Type: 'SQS', TargetArn: queueArn } }), rules: [] },
    {
      about: 'a destination of the globals',
      F: sam(),
      globals: config({ Type: 'SQS', Destination: queueArn }),
      rules: [],
    },
    {
      about: 'a conditional destination',
      F: sam(config({ Type: 'SQS', Destination: { 'Fn::If': ['No', queueArn, { Ref: 'AWS::NoValue' }] } })),
      rules: [],
    },
    { about: 'a destination without a type', F: sam(config({ Destination: queueArn })), rules: [] },
    {
      about: 'an unknown policy',
      F: sam({ ...config({ Destination: queueArn }), Policies: 'AmazonSQSFullAccess' }),
      rules: [],
    },
    ...[
      { Policies: { SQSSendMessagePolicy: { QueueName: { 'Fn::GetAtt': ['Queue', 'QueueName'] } } }, rules: [] },
      { Policies: [{ SQSSendMessagePolicy: { QueueName: '*' } }, 'AWSXrayWriteOnlyAccess'], rules: [] },
      { Policies: [{ SQSSendMessagePolicy: { QueueName: 'other' } }], rules: ['target-not-allowed'] },
      { Policies: [{ SQSPollerPolicy: { QueueName: 'Queue' } }], rules: ['target-not-allowed'] },
      { Policies: [{ S3CrudPolicy: { BucketName: 'b' } }, { VPCAccessPolicy: {} }], rules: ['target-not-allowed'] },
      {
        Policies: [{ 'Fn::If': ['No', { SQSPollerPolicy: {} }, { Ref: 'AWS::NoValue' }] }],
        rules: ['target-not-allowed'],
      },
      { Policies: [{ FuturePolicy: {} }], rules: [] },
      { Policies: [{ constructor: {} }], rules: [] },
      { Policies: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AmazonSQSFullAccess' }], rules: [] },
      { Policies: [{ Ref: 'Managed' }], rules: [] },
      { Policies: ['AWSLambdaBasicExecutionRole'], rules: ['target-not-allowed'] },
    ].map(({ Policies, rules }) => ({
      about: `the policies ${JSON.stringify(Policies)}`,
      // Of the wrong type, so that the policy that SAM adds for it does not allow it.
      F: sam({ Policies, DeadLetterQueue: { Type: 'SNS', TargetArn: queueArn } }),
      rules,
    })),
    {
      about: 'a role without policies',
      F: sam({ ...config({ Type: 'SQS', Destination: queueArn }), Role: roleArn }),
      rules: ['target-not-allowed'],
    },
    {
      about: 'a connector',
      F: sam(
        { ...config({ Type: 'SQS', Destination: queueArn }), Role: roleArn },
        { Connectors: { ToQueue: { Properties: { Destination: { Id: 'Queue' }, Permissions: ['Write'] } } } },
      ),
      rules: ['settings-before-policy'],
    },
    {
      about: 'a connector that reads',
      F: sam(
        { ...config({ Type: 'SQS', Destination: queueArn }), Role: roleArn },
        { Connectors: { ToQueue: { Properties: { Destination: { Id: 'Queue' }, Permissions: ['Read'] } } } },
      ),
      rules: ['target-not-allowed'],
    },
  ])('lead to $rules for $about', ({ F, globals, rules }) => {
    const rest = {
      Transform: 'AWS::Serverless-2016-10-31',
      Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
      ...(globals !== undefined && { Globals: { Function: globals } }),
    }
    const Managed = resource('AWS::IAM::ManagedPolicy', { PolicyDocument: allow('sqs:SendMessage') })
    expect(rulesOf({ Queue, Managed, Role: base.Role, F }, rest)).toEqual(rules)
  })

  it.each([
    { policy: { SNSPublishMessagePolicy: { TopicName: 't' } }, target: 'sns:us-east-1:123456789012:t' },
    { policy: { SNSCrudPolicy: { TopicName: 't' } }, target: 'sns:us-east-1:123456789012:t2' },
    {
      policy: { LambdaInvokePolicy: { FunctionName: 'audit' } },
      target: 'lambda:us-east-1:123456789012:function:audit:live',
    },
    {
      policy: { EventBridgePutEventsPolicy: { EventBusName: 'default' } },
      target: 'events:us-east-1:123456789012:event-bus/default',
    },
    { policy: { S3CrudPolicy: { BucketName: 'b' } }, target: 's3:::b' },
  ])('allow what the policy template $policy allows', ({ policy, target }) => {
    const read = (Policies: readonly object[]) => {
      const { roles = {} } = readCloudFormation(
        { Resources: { F: sam({ FunctionName: 'f', Policies }) } },
        { ...context, physicalNames: { FRole: 'r' } },
      )
      return checkRolePermissions({
        functionName: 'f',
        targets: [`arn:aws:${target}`],
        policies: Object.values(roles)[0] ?? [],
      }).map(({ access }) => access)
    }
    expect(new Set(read([policy]))).toEqual(new Set(['allowed']))
    expect(new Set(read([]))).toEqual(new Set(['denied']))
  })

  const Source: unknown = { Id: 'F' }
  const Destination: unknown = { Id: 'Queue' }
  const arn = 'arn:aws:sqs:us-east-1:123456789012:Queue'
  it.each([
    { about: 'a source by the name of its role', given: { Source: { Type: 'x', RoleName: { Ref: 'Role' } } } },
    { about: 'a destination by its ARN', given: { Destination: { Type: 'AWS::SQS::Queue', Arn: queueArn } } },
    { about: 'a destination of another stack', given: { Destination: [{ Type: 'AWS::SQS::Queue', Arn: arn }] } },
    { about: 'ends under a condition', given: { Source: { 'Fn::If': ['Yes', Source, {}] } } },
    { about: 'permissions under a condition', given: { Permissions: { 'Fn::If': ['Yes', ['Write'], ['Read']] } } },
    { about: 'a condition that does not hold', given: {}, Condition: 'No', rules: denied },
    { about: 'a condition that is no name', given: {}, Condition: false, rules: [] },
    { about: 'permissions that are not known', given: { Permissions: { Ref: 'Open' } }, rules: [] },
    { about: 'a destination of a type that is not known', given: { Destination: { Arn: arn } }, rules: [] },
    {
      about: 'a destination of another type',
      given: { Destination: { Type: 'AWS::SNS::Topic', Arn: arn } },
      rules: denied,
    },
    { about: 'a role among the globals', given: {}, own: {}, globals: { Role: roleArn } },
  ])('lead to $rules for a connector with $about', ({ given, Condition, own, globals, rules }) => {
    const C = resource(
      'AWS::Serverless::Connector',
      { Source, Destination, Permissions: ['Write'], ...given },
      { ...(Condition !== undefined && { Condition }) },
    )
    const F = sam({ ...config({ Type: 'SQS', Destination: queueArn }), ...(own ?? { Role: roleArn }) })
    const rest = {
      Parameters: { Open: { Type: 'CommaDelimitedList' } },
      Conditions: { Yes: { 'Fn::Equals': [1, 1] }, No: { 'Fn::Equals': [1, 2] } },
      ...(globals !== undefined && { Globals: { Function: globals } }),
    }
    const Queue = resource('AWS::SQS::Queue', { QueueName: 'Queue' })
    expect(rulesOf({ Queue, Role: base.Role, F, C }, rest)).toEqual(rules ?? ['settings-before-policy'])
  })

  it('include the policy of a connector resource', () => {
    const C = resource('AWS::Serverless::Connector', {
      Source: { Id: 'F' },
      Destination: [{ Id: 'Queue' }],
      Permissions: ['Write'],
    })
    const F = sam({ ...config({ Type: 'SQS', Destination: queueArn }), Role: roleArn })
    const { byLogicalId } = readCloudFormation({ Resources: { Queue, Role: base.Role, F, C } }, context)
    expect(byLogicalId?.earlySettings).toEqual([
      { resource: 'F', functionName: 'F', qualifier: '$LATEST', policies: ['CPolicy'] },
    ])
  })

  it('have the names of the template, which may refer to them', () => {
    const { roleArns, roles } = readCloudFormation(
      { Resources: { F: sam({ FunctionName: 'orders', RolePath: '/app/', Policies: [allow('sqs:*')] }) } },
      { ...context, physicalNames: { FRole: 'shop-FRole-1' } },
    )
    const arn = 'arn:aws:iam::123456789012:role/app/shop-FRole-1'
    expect(roleArns).toEqual({ orders: arn })
    expect(roles).toEqual({ [arn]: [allow('sqs:*')] })
  })

  it.each([
    { queue: { TargetArn: queueArn }, member: 'DeadLetterQueue.Type', reason: 'no value' },
    {
      queue: { Type: 'Lambda', TargetArn: queueArn },
      member: 'DeadLetterQueue.Type',
      reason: 'Lambda is not one of SQS, SNS',
    },
    { queue: { Type: 'SQS' }, member: 'DeadLetterQueue.TargetArn', reason: 'no value' },
  ])('come with a problem for the dead-letter queue $queue: $reason', ({ queue, member, reason }) => {
    const { problems } = readCloudFormation(
      {
        Resources: {
          Queue: resource('AWS::SQS::Queue', { QueueName: 'q' }),
          F: sam({ FunctionName: 'f', DeadLetterQueue: queue }),
        },
      },
      context,
    )
    expect(problems).toEqual([{ resource: 'F', member, reason }])
  })
})
