import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diagnoseFunctions } from '../src/doctor.ts'
import { createConfigClient } from '../src/index.ts'
import { apply, plan } from '../src/plan.ts'

let answer: object
let client: LambdaClient
const server = createServer((_, response) => {
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer))
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  client = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
})
afterAll(() => {
  client.destroy()
  server.close()
})

const calls = {
  list: async () => {
    for await (const _ of createConfigClient({ client }).list({ FunctionName: 'f' }));
  },
  doctor: () => diagnoseFunctions({ client, functionNames: ['f'] }),
  plan: () => plan({ version: '1.0', functions: {}, patterns: { '*': { EventInvokeConfigs: {} } } }, { client }),
}

it.each([undefined, null, 1e300])('has no date for settings without one: %s', async (LastModified) => {
  answer = {
    FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:live',
    LastModified,
    MaximumRetryAttempts: 1,
  }
  const target = { FunctionName: 'f', Qualifier: 'live' }
  expect(await createConfigClient({ client }).get(target)).not.toHaveProperty('LastModified')
  answer = { ...answer, FunctionEventInvokeConfigs: [answer] }
  const live = { MaximumRetryAttempts: 0 }
  const found = await plan({ version: '1.0', functions: { f: { EventInvokeConfigs: { live } } } }, { client })
  expect(found.steps).toMatchObject([{ operation: 'update', lastModified: '' }])
  expect(await apply(found, { client })).toMatchObject([{ outcome: 'done' }])
})

describe.each(Object.keys(calls) as (keyof typeof calls)[])('%s', (name) => {
  const page = { Functions: [{ FunctionName: 'f' }], FunctionEventInvokeConfigs: [], Versions: [], Aliases: [] }

  it('ends where a list repeats its page', async () => {
    answer = { ...page, NextMarker: 'again' }
    await expect(calls[name]()).rejects.toThrow('the list repeats its page again')
  })

  it.each(['x', {}, [null]])('refuses %j in place of a list', async (list) => {
    answer = { Functions: list, FunctionEventInvokeConfigs: list, Versions: list, Aliases: list }
    await expect(calls[name]()).rejects.toThrow('the answer is not that of the service')
  })
})
