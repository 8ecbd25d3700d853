import { resolve } from 'node:path'
import type { TestRuntime } from '@async-invoke/local-runtime/testing' with { 'resolution-mode': 'import' }

const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const orders = {
  file: resolve(__dirname, '../src/orders.mjs'),
  eventInvokeConfigs: { $LATEST: { OnFailure } },
}

/** Runs with `NODE_OPTIONS=--experimental-vm-modules`, as the README says. */
describe('orders in jest, in a CommonJS project', () => {
  let runtime: TestRuntime
  beforeAll(async () => {
    const { startTestRuntime } = await import('@async-invoke/local-runtime/testing')
    runtime = await startTestRuntime({ functions: { orders } })
  })
  afterAll(() => runtime.close())

  it('runs an order through its retries', async () => {
    const requestId = await runtime.invoke('orders', { orderId: 'A-1002' })
    await runtime.inbox.expectNone({ requestId }, '2m')
    const { condition, attempts } = await runtime.outcome(requestId)
    expect([condition, attempts]).toEqual(['RetriesExhausted', 3])
    expect((await runtime.inbox.waitFor({ requestId })).destinationArn).toBe(OnFailure)
  })
})

describe('explore in jest, in a CommonJS project', () => {
  it('finds what happens twice, and nothing where a key prevents it', async () => {
    const { createEffects, explore } = await import('@async-invoke/local-runtime/testing')
    const effects = createEffects()
    const charge = async ({ orderId }: { orderId: string }) => effects.call('charge', { orderId })
    const { problems } = await explore(charge, { orderId: 'A-1' }, { effects })
    expect(problems.map(({ kind }) => kind)).toEqual(['twice'])
    const repeatable = async ({ orderId }: { orderId: string }) => effects.call('charge', { orderId }, { key: orderId })
    expect((await explore(repeatable, { orderId: 'A-1' }, { effects })).problems).toEqual([])
  })
})
