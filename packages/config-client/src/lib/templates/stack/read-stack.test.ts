// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CloudFormation's placeholders
import { describe, expect, it } from 'vitest'
import { parseTemplate } from '../yaml/parse-template.ts'
import { readStack } from './read-stack.ts'

const context = { region: 'eu-west-1', accountId: '123456789012', sqsEndpoint: 'http://localhost:4566/' }
const read = async (text: string) => {
  const { resources, ...rest } = readStack(await parseTemplate(text), context)
  const byId = Object.fromEntries(resources.map((resource) => [resource.resource, resource]))
  return { byId, ...rest }
}

const orders = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: nodejs22.x, Timeout: 9, Environment: { Variables: { STAGE: dev } } }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [app.ts] } }
    Properties:
      CodeUri: src/
      Handler: app.handler
      AutoPublishAlias: live
      Environment:
        Variables:
          QUEUE: !Ref Work
          TABLE: !Ref Table
          TABLE_ARN: !GetAtt Table.Arn
      EventInvokeConfig: { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Type: SQS } } }
      Events:
        Placed: { Type: SNS, Properties: { Topic: !Ref Topic, FilterPolicy: { kind: [order] } } }
        Work: { Type: SQS, Properties: { Queue: !GetAtt Work.Arn, BatchSize: 5 } }
        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day), Input: '{}', Enabled: false } }
        Weekly: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(7 days) } }
        Paid:
          Type: EventBridgeRule
          Properties: { Pattern: { source: [shop] }, DeadLetterConfig: { Type: SQS } }
        Upload: { Type: S3, Properties: { Bucket: !Ref Files, Events: ['s3:ObjectCreated:*'] } }
        Web: { Type: HttpApi }
  Work: { Type: AWS::SQS::Queue }
  Topic: { Type: AWS::SNS::Topic }
  Files: { Type: AWS::S3::Bucket, Properties: { BucketName: files } }
  Table: { Type: AWS::DynamoDB::Table }
  Off: { Type: AWS::SQS::Queue, Condition: Never }
Conditions: { Never: !Equals [a, b] }
`

describe('readStack', () => {
  const eventsOf = (events: string, condition = '') =>
    read(`
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    ${condition}
    Properties: { Handler: a.b, CodeUri: ., Runtime: nodejs22.x, Events: { E: ${events} } }
  Topic: { Type: AWS::SNS::Topic }
  Mine: { Type: AWS::SQS::Queue }
  Files: { Type: AWS::S3::Bucket, Properties: { BucketName: files } }
Conditions: { Never: !Equals [a, b], Always: !Equals [a, a] }
`)

  it.each([
    { given: 'true', queue: 'FEQueue', BatchSize: 10, created: true },
    { given: '{ QueueArn: !GetAtt Mine.Arn, QueueUrl: !Ref Mine, BatchSize: 3 }', queue: 'Mine', BatchSize: 3 },
  ])('reads SNS with SqsSubscription $given as a queue between topic and function', async (expected) => {
    const { given, queue, BatchSize, created = false } = expected
    const { byId, roles } = await eventsOf(
      `{ Type: SNS, Properties: { Topic: !Ref Topic, SqsSubscription: ${given}, FilterPolicyScope: MessageBody } }`,
    )
    const arn = `arn:aws:sqs:eu-west-1:123456789012:${queue}`
    const TopicArn = 'arn:aws:sns:eu-west-1:123456789012:Topic'
    expect(byId.FE).toMatchObject({ type: 'AWS::SNS::Subscription' })
    expect(byId.FE?.properties).toEqual({ TopicArn, Protocol: 'sqs', Endpoint: arn, FilterPolicyScope: 'MessageBody' })
    expect(byId.FEEventSourceMapping).toMatchObject({
      type: 'AWS::Lambda::EventSourceMapping',
      properties: { EventSourceArn: arn, FunctionName: 'arn:aws:lambda:eu-west-1:123456789012:function:F', BatchSize },
    })
    expect(Object.hasOwn(byId, 'FEQueue')).toBe(created)
    expect(JSON.stringify(roles?.['arn:aws:iam::123456789012:role/FRole'])).toContain('sqs:ReceiveMessage')
    // The topic itself may not invoke the function.
    expect(byId).not.toHaveProperty('FEPermission')
  })

  it('subscribes the function itself where SqsSubscription is false', async () => {
    const { byId } = await eventsOf('{ Type: SNS, Properties: { Topic: !Ref Topic, SqsSubscription: false } }')
    expect(byId.FE?.properties).toMatchObject({ Protocol: 'lambda' })
    expect(byId.FE?.properties).not.toHaveProperty('SqsSubscription')
    expect(byId).toHaveProperty('FEPermission')
  })

  it.each([
    { condition: 'Condition: Never', configurations: [] },
    { condition: 'Condition: Always', configurations: [{ Event: 's3:ObjectCreated:*' }] },
    { condition: '', configurations: [{ Event: 's3:ObjectCreated:*' }] },
  ])('notifies of a bucket only functions that are created ($condition)', async ({ condition, configurations }) => {
    const { byId } = await eventsOf(
      "{ Type: S3, Properties: { Bucket: !Ref Files, Events: 's3:ObjectCreated:*' } }",
      condition,
    )
    expect(byId.Files).toMatchObject({
      properties: { NotificationConfiguration: { LambdaConfigurations: configurations } },
      unknown: [],
    })
  })

  it('gives a schedule no property OmitName', async () => {
    const { byId } = await eventsOf(
      '{ Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day), OmitName: true } }',
    )
    expect(Object.keys(byId.FE?.properties ?? {}).sort()).toEqual([
      'FlexibleTimeWindow',
      'ScheduleExpression',
      'Target',
    ])
  })

  it.each([
    { type: 'SQS', given: '', created: ['FEventInvokeConfigOnFailureQueue'] },
    { type: 'SNS', given: '', created: ['FEventInvokeConfigOnFailureTopic'] },
    { type: 'SQS', given: '!GetAtt Mine.Arn', created: [] },
    { type: 'SNS', given: 'arn:aws:sns:eu-west-1:123456789012:mine', created: [] },
    {
      type: 'SQS',
      given: '!If [Never, !GetAtt Mine.Arn, !Ref AWS::NoValue]',
      created: ['FEventInvokeConfigOnFailureQueue'],
    },
    { type: 'SQS', given: '!If [Never, !Ref AWS::NoValue, !GetAtt Mine.Arn]', created: [] },
  ])(
    'creates $created for a destination of the type $type to "$given", as SAM does',
    async ({ type, given, created }) => {
      const destination = `Type: ${type}${given === '' ? '' : `\n            Destination: ${given}`}`
      const { byId } = await read(`
Transform: AWS::Serverless-2016-10-31
Conditions: { Never: !Equals [a, b] }
Resources:
  Mine: { Type: AWS::SQS::Queue }
  F:
    Type: AWS::Serverless::Function
    Properties:
      EventInvokeConfig:
        DestinationConfig:
          OnFailure:
            ${destination}
`)
      expect(Object.keys(byId).filter((id) => id.startsWith('FEventInvokeConfigOn'))).toEqual(created)
    },
  )

  it('reads a SAM function as the function that it becomes, with its globals', async () => {
    const { byId, desired } = await read(orders)
    expect(byId.Orders).toEqual({
      resource: 'Orders',
      type: 'AWS::Lambda::Function',
      name: 'Orders',
      properties: {
        ...{ Runtime: 'nodejs22.x', Timeout: 9, Handler: 'app.handler', AutoPublishAlias: 'live', Code: 'src/' },
        Environment: {
          Variables: { STAGE: 'dev', QUEUE: 'http://localhost:4566/123456789012/Work', TABLE: 'Table' },
        },
      },
      metadata: { BuildMethod: 'esbuild', BuildProperties: { EntryPoints: ['app.ts'] } },
      unknown: [
        {
          member: 'Environment.Variables.TABLE_ARN',
          reason: 'the ARN of Table (AWS::DynamoDB::Table) is unknown',
        },
      ],
    })
    expect(byId.OrdersAliaslive?.properties).toEqual({ FunctionName: 'Orders', Name: 'live' })
    expect(desired.functions.Orders?.EventInvokeConfigs).toEqual({
      live: {
        MaximumRetryAttempts: 0,
        DestinationConfig: {
          OnFailure: { Destination: 'arn:aws:sqs:eu-west-1:123456789012:OrdersEventInvokeConfigOnFailureQueue' },
        },
      },
    })
    expect(byId).not.toHaveProperty('Off')
  })

  it('adds the triggers, permissions and queues that SAM generates for events', async () => {
    const { byId, roles } = await read(orders)
    const alias = 'arn:aws:lambda:eu-west-1:123456789012:function:Orders:live'
    const of = (id: string) => byId[id]?.properties
    const permission = { Action: 'lambda:InvokeFunction', FunctionName: alias }
    const topic = 'arn:aws:sns:eu-west-1:123456789012:Topic'
    expect(of('OrdersPlaced')).toEqual({
      ...{ FilterPolicy: { kind: ['order'] }, TopicArn: topic, Protocol: 'lambda', Endpoint: alias },
    })
    expect(of('OrdersPlacedPermission')).toEqual({ ...permission, Principal: 'sns.amazonaws.com', SourceArn: topic })
    expect(of('OrdersWork')).toEqual({
      ...{ BatchSize: 5, EventSourceArn: 'arn:aws:sqs:eu-west-1:123456789012:Work', FunctionName: alias },
    })
    expect(of('OrdersNightly')).toEqual({
      ScheduleExpression: 'rate(1 day)',
      State: 'DISABLED',
      Targets: [{ Arn: alias, Id: 'OrdersNightlyLambdaTarget', Input: '{}' }],
    })
    expect(of('OrdersPaid')).toEqual({
      EventPattern: { source: ['shop'] },
      Targets: [
        {
          ...{ Arn: alias, Id: 'OrdersPaidLambdaTarget' },
          DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-west-1:123456789012:OrdersPaidQueue' },
        },
      ],
    })
    const rule = 'arn:aws:events:eu-west-1:123456789012:rule/OrdersPaid'
    expect(of('OrdersPaidPermission')).toEqual({ ...permission, Principal: 'events.amazonaws.com', SourceArn: rule })
    expect(byId.OrdersPaidQueue?.type).toBe('AWS::SQS::Queue')
    const role = 'arn:aws:iam::123456789012:role/OrdersWeeklyRole'
    expect(of('OrdersWeekly')).toMatchObject({ Name: 'OrdersWeekly', Target: { Arn: alias, RoleArn: role } })
    expect(roles?.[role]).toEqual([
      { Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: alias }] },
    ])
    expect(of('Files')).toMatchObject({
      NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: alias }] },
    })
    expect(of('OrdersUploadPermission')).toEqual({
      ...permission,
      ...{ Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::files', SourceAccount: '123456789012' },
    })
    expect(byId['Orders.Web']?.type).toBe('SAM event HttpApi')
  })

  it('lets a SAM function with events of SQS read its queues', async () => {
    const { roles } = await read(orders)
    expect(JSON.stringify(roles?.['arn:aws:iam::123456789012:role/OrdersRole'])).toContain('sqs:ReceiveMessage')
  })

  it('names a bucket without a name by its logical id without capitals, as its service has it (DST-7)', async () => {
    const { byId } = await read(`
Resources:
  OrderReports: { Type: AWS::S3::Bucket }
  Reader:
    Type: AWS::Lambda::Function
    Properties: { Environment: { Variables: { BUCKET: !Ref OrderReports, ARN: !GetAtt OrderReports.Arn } } }
`)
    expect(byId.OrderReports?.name).toBe('orderreports')
    expect(byId.Reader?.properties.Environment).toEqual({
      Variables: { BUCKET: 'orderreports', ARN: 'arn:aws:s3:::orderreports' },
    })
  })

  it('lists what the template does not determine', async () => {
    const { byId } = await read(`
Parameters: { Bucket: { Type: String } }
Resources:
  F:
    Type: AWS::Lambda::Function
    Condition: Unknown
    Properties: { Code: { S3Bucket: !Ref Bucket, S3Key: a.zip }, Handler: index.handler }
  Rule: { Type: AWS::Events::Rule, Properties: { Name: nightly, EventBusName: shop } }
  G: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { R: !GetAtt Rule.Arn } } } }
`)
    expect(byId.F).toMatchObject({
      properties: { Handler: 'index.handler' },
      unknown: [
        { member: 'Code', reason: 'the value of Bucket is unknown' },
        { member: 'Condition', reason: 'the condition Unknown is not in the template' },
      ],
    })
    const rule = 'arn:aws:events:eu-west-1:123456789012:rule/shop/nightly'
    expect(byId.G?.properties).toEqual({ Environment: { Variables: { R: rule } } })
  })

  it.each([
    { region: 'eu-west-1', url: 'https://sqs.eu-west-1.amazonaws.com/123456789012/Q' },
    { region: 'cn-north-1', url: 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/Q' },
    { region: 'eusc-de-east-1', url: 'https://sqs.eusc-de-east-1.amazonaws.eu/123456789012/Q' },
  ])('gives a queue of $region a URL in the domain of its partition', ({ region, url }) => {
    const Resources = {
      Q: { Type: 'AWS::SQS::Queue' },
      S: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [{ Ref: 'Q' }, { 'Fn::Sub': 'https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/Q' }],
        },
      },
    }
    const { resources } = readStack({ Resources }, { region, accountId: '123456789012' })
    expect(resources.find(({ resource }) => resource === 'S')?.properties).toEqual({ Queues: [url, url] })
  })

  it.each([
    { member: 'Enabled: !Ref Off', is: { State: 'DISABLED' } },
    { member: 'Enabled: !Ref On', is: { State: 'ENABLED' } },
    { member: 'Enabled: !If [Same, true, false]', is: { State: 'ENABLED' } },
    { member: 'Enabled: !Ref Open', is: {}, unknown: 'State' },
    { member: 'DeadLetterConfig: !If [Same, !Ref AWS::NoValue, { Type: SQS }]', is: {} },
  ])('decides what a schedule becomes by $member', async ({ member, is, unknown }) => {
    const { byId } = await read(`
Transform: AWS::Serverless-2016-10-31
Parameters:
  On: { Type: String, Default: 'true' }
  Off: { Type: String, Default: 'false' }
  Open: { Type: String }
Conditions: { Same: !Equals [a, a] }
Resources:
  F: { Type: AWS::Serverless::Function, Properties: { Events: { E: { Type: Schedule, Properties: { Schedule: rate(1 day), ${member} } } } } }
`)
    const Targets = [{ Arn: 'arn:aws:lambda:eu-west-1:123456789012:function:F', Id: 'FELambdaTarget' }]
    expect(byId.FE?.properties).toEqual({ ScheduleExpression: 'rate(1 day)', ...is, Targets })
    expect(byId.FE?.unknown.map((each) => each.member)).toEqual(unknown === undefined ? [] : [unknown])
    expect(byId.FEQueue).toBeUndefined()
  })

  it('resolves no reference to a resource that is not created', async () => {
    const { byId } = await read(`
Conditions: { Never: !Equals [a, b] }
Resources:
  Q: { Type: AWS::SQS::Queue, Condition: Never }
  R: { Type: AWS::Events::Rule, Condition: Never }
  T: { Type: AWS::DynamoDB::Table, Condition: Never }
  F:
    Type: AWS::Lambda::Function
    Properties: { Environment: { Variables: { Q: !Ref Q, ARN: !GetAtt Q.Arn, URL: !GetAtt Q.QueueUrl, R: !GetAtt R.Arn, T: !Ref T } } }
`)
    expect(byId.F?.properties).toEqual({ Environment: { Variables: {} } })
    expect(byId.F?.unknown.map(({ reason }) => reason)).toEqual(
      ['Q', 'Q', 'Q', 'R', 'T'].map((id) => `${id} is not created, since its condition Never does not hold`),
    )
  })
})
