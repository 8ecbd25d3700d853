import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { explore, startTestRuntime } from '@async-invoke/local-runtime/testing'
import { effects, handler, repeatable } from '../src/charge.mjs'

const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const orders = {
  file: fileURLToPath(new URL('../src/orders.mjs', import.meta.url)),
  eventInvokeConfigs: { $LATEST: { OnFailure } },
}

describe('orders in node:test', () => {
  let runtime
  before(async () => {
    runtime = await startTestRuntime({ functions: { orders } })
  })
  after(() => runtime.close())

  it('runs an order through its retries', async () => {
    const requestId = await runtime.invoke('orders', { orderId: 'A-1002' })
    await runtime.inbox.expectNone({ requestId }, '2m')
    const { condition, attempts } = await runtime.outcome(requestId)
    assert.deepEqual([condition, attempts], ['RetriesExhausted', 3])
    assert.equal((await runtime.inbox.waitFor({ requestId })).destinationArn, OnFailure)
  })
})

describe('explore in node:test', () => {
  it('finds what happens twice, and nothing where a key prevents it', async () => {
    const { problems } = await explore(handler, { orderId: 'A-1' }, { effects })
    assert.deepEqual(
      problems.map(({ kind }) => kind),
      ['twice'],
    )
    const { problems: none, text } = await explore(repeatable, { orderId: 'A-1' }, { effects })
    assert.deepEqual(none, [], text)
  })
})
