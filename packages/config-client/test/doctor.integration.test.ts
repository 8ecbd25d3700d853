import { LambdaClient } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diagnoseFunctions, readSetup } from '../src/doctor.ts'
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

  it('rejects with the name of a function that it cannot read', async () => {
    await expect(diagnoseFunctions({ client: lambda.client, functionNames: ['missing'] })).rejects.toMatchObject({
      name: 'ConfigError',
      functionName: 'missing',
      code: 'ResourceNotFoundException',
    })
  })
})
