import { LambdaClient } from '@aws-sdk/client-lambda'
import { describe, expect, it, vi } from 'vitest'
import { type ConfigClient, createConfigClient } from './config-client.ts'
import type { ConfigError } from './config-error.ts'

const client = new LambdaClient({ region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
const send = vi.spyOn(client, 'send').mockImplementation(async () => ({ FunctionArn: 'arn' }))
const config = createConfigClient({ client })
const FunctionName = 'orders'
const TargetArn = 'arn:aws:sqs:us-east-1:123456789012:q'

describe('a call with a misspelt member', () => {
  it.each<[keyof ConfigClient, object, string, string]>([
    ['put', { MaximumRetryAttemps: 0 }, 'MaximumRetryAttemps', 'MaximumRetryAttempts'],
    ['put', { maximumEventAgeInSeconds: 60 }, 'maximumEventAgeInSeconds', 'MaximumEventAgeInSeconds'],
    ['put', { DestinationsConfig: {} }, 'DestinationsConfig', 'DestinationConfig'],
    ['update', { DestinationConfig: { OnFail: { Destination: null } } }, 'DestinationConfig.OnFail', 'OnFailure'],
    [
      'update',
      { DestinationConfig: { OnSuccess: { destination: TargetArn } } },
      'DestinationConfig.OnSuccess.destination',
      'Destination',
    ],
    ['get', { Qualifer: 'live' }, 'Qualifer', 'Qualifier'],
    ['delete', { qualifier: 'live' }, 'qualifier', 'Qualifier'],
    ['getDeadLetterConfig', { Qualifiers: 'live' }, 'Qualifiers', 'Qualifier'],
    ['setDeadLetterConfig', { TargetArn, RevisionID: '1' }, 'RevisionID', 'RevisionId'],
    ['removeDeadLetterConfig', { RevisonId: '1' }, 'RevisonId', 'RevisionId'],
  ])('is refused before anything is sent: %s %j', async (call, more, path, nearest) => {
    send.mockClear()
    const called = (config[call] as (input: object) => Promise<unknown>)({ FunctionName, ...more })
    const error: unknown = await called.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'refused' })
    expect((error as ConfigError).refusals?.[0]).toMatchObject({
      path,
      message: `${path} is not a member of the call; did you mean ${nearest}?`,
    })
    expect(send).not.toHaveBeenCalled()
  })

  it('is none of a member that looks like no other, that is undefined, or that an answer has', async () => {
    const stored = await config.put({ FunctionName, MaximumRetryAttempts: 0 })
    const more = { FunctionArn: 'arn', LastModified: new Date(), $metadata: {}, team: 'payments', Qualifer: undefined }
    await config.put({ ...stored, ...more, FunctionName, MaximumRetryAttempts: 1 })
    await config.get({ FunctionName, ...more })
  })
})
