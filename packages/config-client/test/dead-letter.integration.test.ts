import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ConfigClient, createConfigClient } from '../src/index.ts'
import { type LambdaStandIn, startLambdaStandIn } from './lambda-stand-in.ts'

const TargetArn = 'arn:aws:sqs:us-east-1:123456789012:order-dlq'
const FunctionName = 'order-processor'
const FunctionArn = `arn:aws:lambda:us-east-1:123456789012:function:${FunctionName}`

// The stand-in logs the bytes of every request, and moto forgets dead-letter queues.
let lambda: LambdaStandIn
let config: ConfigClient
beforeEach(async () => {
  lambda = await startLambdaStandIn()
  config = createConfigClient({ client: lambda.client })
})
afterEach(() => lambda.close())

describe('the dead-letter queue of a function', () => {
  it('is set, read, and removed by an empty string on the wire (FNC-2)', async () => {
    expect((await config.getDeadLetterConfig({ FunctionName })).DeadLetterConfig).toEqual({})
    const set = await config.setDeadLetterConfig({ FunctionName, TargetArn })
    expect(set).toEqual({ FunctionArn, RevisionId: expect.any(String), DeadLetterConfig: { TargetArn } })
    expect(await config.getDeadLetterConfig({ FunctionName })).toEqual(set)
    expect((await config.removeDeadLetterConfig({ FunctionName })).DeadLetterConfig).toEqual({})
    expect(lambda.writes).toEqual([
      `PUT configuration $LATEST {"DeadLetterConfig":{"TargetArn":"${TargetArn}"}}`,
      'PUT configuration $LATEST {"DeadLetterConfig":{"TargetArn":""}}',
    ])
  })

  it('is written only over the given revision', async () => {
    const { RevisionId = '' } = await config.getDeadLetterConfig({ FunctionName })
    await config.setDeadLetterConfig({ FunctionName, TargetArn, RevisionId })
    await expect(config.removeDeadLetterConfig({ FunctionName, RevisionId })).rejects.toMatchObject({
      code: 'PreconditionFailedException',
      operation: 'removeDeadLetterConfig',
      retriable: false,
      hint: { kind: 'changed-meanwhile' },
    })
    expect(lambda.deadLetter.target).toBe(TargetArn)
  })
})
