import type { ServiceEndpoint } from '../http/send.ts'
import { callQuery, elementOf } from './calls.ts'

const version = '2010-05-08'
const policyName = 'async-invoke-conformance'

/** What functions of the kit do and what Lambda does in their name. */
const actions = [
  ...['sqs:SendMessage', 'sns:Publish', 'lambda:InvokeFunction', 'events:PutEvents', 's3:PutObject', 's3:ListBucket'],
  ...['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
]

/** An execution role. */
export interface CreatedRole {
  readonly arn: string
  remove(): Promise<void>
}

/** Creates a role that Lambda may take: one that may send to every target of the kit, or one that may do nothing. */
export async function createRole(iam: ServiceEndpoint, name: string, mayDo: 'all' | 'nothing'): Promise<CreatedRole> {
  const call = (Action: string, parameters: Readonly<Record<string, string>>) =>
    callQuery({ ...iam, region: 'us-east-1' }, version, { Action, RoleName: name, ...parameters })
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] })
  const created = await call('CreateRole', { AssumeRolePolicyDocument })
  const Statement = [{ Effect: 'Allow', Action: actions, Resource: '*' }]
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
  if (mayDo === 'all') await call('PutRolePolicy', { PolicyName: policyName, PolicyDocument })
  return {
    arn: elementOf(created, 'Arn'),
    async remove() {
      if (mayDo === 'all') await call('DeleteRolePolicy', { PolicyName: policyName })
      await call('DeleteRole', {})
    },
  }
}
