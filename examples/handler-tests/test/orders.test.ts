import { fileURLToPath } from 'node:url'
import { createEffects, explore, startTestRuntime, type TestRuntime } from '@async-invoke/local-runtime/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const orders = {
  file: fileURLToPath(new URL('../src/orders.mjs', import.meta.url)),
  eventInvokeConfigs: { $LATEST: { OnFailure } },
}

describe('orders in vitest', () => {
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

describe('explore in vitest', () => {
  it('finds what happens twice, and nothing where a key prevents it', async () => {
    const effects = createEffects()
    const charge = async ({ orderId }: { orderId: string }) => effects.call('charge', { orderId })
    const { problems } = await explore(charge, { orderId: 'A-1' }, { effects })
    expect(problems.map(({ kind }) => kind)).toEqual(['twice'])
    const repeatable = async ({ orderId }: { orderId: string }) => effects.call('charge', { orderId }, { key: orderId })
    expect((await explore(repeatable, { orderId: 'A-1' }, { effects })).problems).toEqual([])
  })
})
