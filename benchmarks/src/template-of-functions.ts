// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are CloudFormation's placeholders
/** A template as the CDK writes it: for each function a role, its policy, a queue, settings of an alias, and the alias. */
export function templateOfFunctions(count: number): object {
  const resources = Array.from({ length: count }, (_, n) => {
    const [fn, role, policy, queue, version, alias] = [
      `F${n}`,
      `Role${n}`,
      `Policy${n}`,
      `Queue${n}`,
      `Version${n}`,
      `Alias${n}`,
    ]
    const queueArn = { 'Fn::GetAtt': [queue, 'Arn'] }
    const Statement = [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn }]
    return {
      [role]: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
      [policy]: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Statement }, Roles: [{ Ref: role }] } },
      [queue]: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
      [fn]: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Role: { 'Fn::GetAtt': [role, 'Arn'] },
          Runtime: 'nodejs24.x',
          Environment: {
            Variables: { QUEUE: { Ref: queue }, STAGE: { 'Fn::Sub': '${AWS::StackName}-${AWS::Region}' } },
          },
          DeadLetterConfig: { TargetArn: queueArn },
        },
        DependsOn: [policy, role],
      },
      [version]: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: fn } } },
      [alias]: {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          FunctionName: { Ref: fn },
          FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] },
          Name: 'live',
        },
      },
      [`Settings${n}`]: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: fn },
          Qualifier: { 'Fn::Select': [7, { 'Fn::Split': [':', { Ref: alias }] }] },
          // Too short for its retries: one finding a function.
          MaximumEventAgeInSeconds: 60,
          DestinationConfig: { OnFailure: { Destination: queueArn } },
        },
      },
    }
  })
  return { AWSTemplateFormatVersion: '2010-09-09', Resources: Object.assign({}, ...resources) }
}
