import { LambdaClient } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diagnoseFunctions, type RolePolicyApi, readSetup } from '../src/doctor.ts'
import { type LambdaStandIn, startLambdaStandIn } from './lambda-stand-in.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const functionNames = ['order-processor']

let lambda: LambdaStandIn
beforeEach(async () => {
  lambda = await startLambdaStandIn()
})
afterEach(() => lambda.close())

describe('the doctor over a stand-in for Lambda', () => {
  it('reads settings, versions and aliases of a function, and writes nothing', async () => {
    lambda.store('$LATEST', { MaximumRetryAttempts: 0 })
    lambda.versions.push({ Version: '1', DeadLetterConfig: { TargetArn: queue } })
    lambda.aliases.push({ Name: 'live', FunctionVersion: '1' })
    expect(await readSetup({ client: lambda.client, functionNames })).toEqual({
      functions: [
        {
          functionName: 'order-processor',
          settings: { $LATEST: { MaximumRetryAttempts: 0 } },
          deadLetterTargets: { $LATEST: null, 1: queue },
          aliases: { live: '1' },
          roleArns: {},
          durable: false,
        },
      ],
      invokers: [],
    })
    expect(lambda.writes).toEqual([])
  })

  it('diagnoses what it reads, including maxAttempts of the invoking clients', async () => {
    lambda.store('$LATEST', { MaximumRetryAttempts: 0 })
    lambda.versions.push({ Version: '1', DeadLetterConfig: { TargetArn: queue } })
    lambda.aliases.push({ Name: 'live', FunctionVersion: '1' })
    const web = new LambdaClient({ region: 'us-east-1' })
    const eventRules = [
      { name: 'results', pattern: { 'detail-type': ['Lambda Function Invocation Result – Failure'] } },
    ]
    const findings = await diagnoseFunctions({ client: lambda.client, functionNames, invokers: { web }, eventRules })
    web.destroy()
    expect(findings.map(({ severity, rule, subject }) => [severity, rule, subject])).toEqual([
      ['error', 'no-retries-and-no-failure-route', 'order-processor:$LATEST'],
      ['error', 'rule-never-matches', 'results'],
      ['warning', 'alias-without-settings', 'order-processor:live'],
      ['warning', 'frozen-dead-letter-differs', 'order-processor:1'],
      ['info', 'sdk-retries-enqueue-twice', 'web'],
    ])
  })

  it('reports destinations of a durable function (DUR-1)', async () => {
    lambda.store('$LATEST', { OnFailure: queue })
    lambda.versions.splice(0, 1, { Version: '$LATEST', DurableConfig: { ExecutionTimeout: 60 } })
    const findings = await diagnoseFunctions({ client: lambda.client, functionNames })
    expect(findings.map(({ rule, statement }) => [rule, statement])).toEqual([
      ['destination-on-durable-function', 'DUR-1'],
    ])
  })

  describe('with IAM', () => {
    const role = 'arn:aws:iam::123456789012:role/orders'
    const policy = { Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: '*' }] }
    const iam = (members: Partial<RolePolicyApi> = {}): RolePolicyApi => ({
      listRolePolicies: async () => ({ PolicyNames: ['send'] }),
      getRolePolicy: async () => ({ PolicyDocument: encodeURIComponent(JSON.stringify(policy)) }),
      listAttachedRolePolicies: async () => ({}),
      getPolicy: async () => ({}),
      getPolicyVersion: async () => ({}),
      ...members,
    })

    it('diagnoses what the execution roles may not do, and reads each role once', async () => {
      lambda.store('$LATEST', { OnFailure: queue })
      lambda.versions.splice(0, 1, { Version: '$LATEST', Role: role }, { Version: '1', Role: role })
      const read: string[] = []
      const listRolePolicies: RolePolicyApi['listRolePolicies'] = async ({ RoleName }) => {
        read.push(RoleName)
        return { PolicyNames: ['send'] }
      }
      const findings = await diagnoseFunctions({ client: lambda.client, functionNames, iam: iam({ listRolePolicies }) })
      expect(findings.map(({ rule, subject }) => [rule, subject])).toEqual([
        ['target-not-allowed', 'order-processor:$LATEST'],
      ])
      expect(read).toEqual(['orders'])
    })

    it('rejects with the function whose role it cannot read', async () => {
      lambda.versions.splice(0, 1, { Version: '$LATEST', Role: role })
      const failure = Object.assign(new Error('not allowed'), { name: 'AccessDenied', $fault: 'client' })
      const denied = iam({ listAttachedRolePolicies: () => Promise.reject(failure) })
      const answer = diagnoseFunctions({ client: lambda.client, functionNames, iam: denied })
      await expect(answer).rejects.toMatchObject({
        name: 'ConfigError',
        functionName: 'order-processor',
        awsErrorName: 'AccessDenied',
      })
    })
  })

  it('rejects with the name of a function that it cannot read', async () => {
    await expect(diagnoseFunctions({ client: lambda.client, functionNames: ['missing'] })).rejects.toMatchObject({
      name: 'ConfigError',
      functionName: 'missing',
      code: 'ResourceNotFoundException',
    })
  })
})
