import { prefix, rolePath } from './aws/resources.ts'
import type { Experiment } from './experiments/experiment.ts'

interface Statement {
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?: object
}

export interface Policies {
  /** Of the principal that runs the recorder. */
  readonly principal: { readonly Version: string; readonly Statement: readonly Statement[] }
  /** Of the execution role that it creates, or is given. */
  readonly executionRole: { readonly Version: string; readonly Statement: readonly Statement[] }
  /** Who may assume that role. */
  readonly trust: object
}

/** Actions whose names are not those of their operations. */
const actions: Readonly<Record<string, string>> = { Invoke: 'InvokeFunction', InvokeAsync: 'InvokeFunction' }
/** What every experiment needs for its functions and queues. */
const always = ['CreateFunction', 'GetFunctionConfiguration', 'DeleteFunction', 'TagResource']
const version = '2012-10-17'

/** @param place - words such as `*` stand for what is not known yet */
export function policiesFor(
  experiments: readonly Experiment[],
  { region, account, givenRole }: { readonly region: string; readonly account: string; readonly givenRole?: string },
): Policies {
  const partition = partitionOf(region)
  // A function of another region by its ARN is refused; without the permission, IAM would refuse it first.
  const functions = `arn:${partition}:lambda:*:${account}:function:${prefix}*`
  const queues = `arn:${partition}:sqs:${region}:${account}:${prefix}*`
  const role = givenRole ?? `arn:${partition}:iam::${account}:role${rolePath}${prefix}*`
  const used = new Set([...always, ...experiments.flatMap(({ uses }) => uses)])
  const lambdaActions = [...new Set([...used].map((operation) => `lambda:${actions[operation] ?? operation}`))].sort()
  const iam = ['iam:CreateRole', 'iam:DeleteRole', 'iam:DeleteRolePolicy', 'iam:PutRolePolicy', 'iam:TagRole']
  const sqs = [
    'CreateQueue',
    'DeleteMessage',
    'DeleteQueue',
    'GetQueueAttributes',
    'GetQueueUrl',
    'ReceiveMessage',
    'TagQueue',
  ]
  const toLambda = { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } }
  return {
    principal: {
      Version: version,
      Statement: [
        { Effect: 'Allow', Action: lambdaActions, Resource: functions },
        { Effect: 'Allow', Action: sqs.map((operation) => `sqs:${operation}`), Resource: queues },
        { Effect: 'Allow', Action: ['iam:PassRole'], Resource: role, Condition: toLambda },
        ...(givenRole === undefined ? [{ Effect: 'Allow' as const, Action: iam, Resource: role }] : []),
        // Only to find what a run left whose state file is lost.
        {
          Effect: 'Allow',
          Action: ['lambda:ListFunctions', 'sqs:ListQueues', ...(givenRole === undefined ? ['iam:ListRoles'] : [])],
          Resource: '*',
        },
      ],
    },
    executionRole: {
      Version: version,
      // It may write no logs, so that Lambda creates no log group.
      Statement: [
        { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: queues },
        { Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: functions },
      ],
    },
    trust: {
      Version: version,
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  }
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}
