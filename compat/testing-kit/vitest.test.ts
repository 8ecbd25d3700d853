import { fileURLToPath } from 'node:url'
import { startTestRuntime, type TestRuntime } from '@async-invoke/local-runtime/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const orders = {
  file: fileURLToPath(new URL('orders.mjs', import.meta.url)),
  eventInvokeConfigs: { $LATEST: { OnFailure } },
}

describe('the testing kit in vitest', () => {
  let runtime: TestRuntime
  beforeAll(async () => {
    runtime = await startTestRuntime({ functions: { orders } })
  })
  afterAll(() => runtime.close())

  it('runs an order through its retries', async () => {
    const requestId = await runtime.invoke('orders', { orderId: 'A-1002' })
    await runtime.inbox.expectNone({ requestId }, '2m')
    expect(await runtime.outcome(requestId)).toMatchObject({ condition: 'RetriesExhausted', attempts: 3 })
    expect(await runtime.inbox.waitFor({ requestId })).toMatchObject({ destinationArn: OnFailure })
  })
})
