import { LambdaClient } from '@aws-sdk/client-lambda'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { createConfigClient } from './config-client.ts'

const client = new LambdaClient({ region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
const send = vi.spyOn(client, 'send').mockImplementation(async () => ({ FunctionArn: 'arn' }))
const config = createConfigClient({ client })

const anyValue = fc.anything().filter((value) => value !== undefined && value !== null)
const isObject = (value: unknown) => typeof value === 'object' && !Array.isArray(value)

describe('a setting of the wrong type', () => {
  it.each([
    { path: 'maximumRetryAttempts', fits: Number.isInteger, at: (value: unknown) => ({ MaximumRetryAttempts: value }) },
    {
      path: 'maximumEventAgeInSeconds',
      fits: Number.isInteger,
      at: (value: unknown) => ({ MaximumEventAgeInSeconds: value }),
    },
    { path: 'destinationConfig', fits: isObject, at: (value: unknown) => ({ DestinationConfig: value }) },
    {
      path: 'destinationConfig.onFailure',
      fits: isObject,
      at: (value: unknown) => ({ DestinationConfig: { OnFailure: value } }),
    },
    {
      path: 'destinationConfig.onSuccess.destination',
      fits: (value: unknown) => typeof value === 'string',
      at: (value: unknown) => ({ DestinationConfig: { OnSuccess: { Destination: value } } }),
    },
  ])('is refused at $path, not left out, which would unset it (CFG-7, CFG-14)', async ({ path, fits, at }) => {
    await fc.assert(
      fc.asyncProperty(
        anyValue.filter((value) => !fits(value)),
        fc.constantFrom('put', 'update'),
        async (value, call) => {
          send.mockClear()
          const input = { FunctionName: 'orders', MaximumRetryAttempts: 0, ...at(value) }
          const called = (config[call as 'put'] as (input: object) => Promise<unknown>)(input)
          await expect(called).rejects.toMatchObject({ code: 'refused', refusals: [expect.objectContaining({ path })] })
          expect(send).not.toHaveBeenCalled()
        },
      ),
    )
  })
})
