import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryStore, eventItem, systemClock, type TimelineEntry } from '@async-invoke/engine'
import { DeleteFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { expect, it, onTestFinished, vi } from 'vitest'
import { startLocalRuntime } from '../src/index.ts'

const arn = 'arn:aws:lambda:us-east-1:123456789012:function:'

it('shares a queue: each runtime runs its own functions, and knows those that were deleted in it as gone (DSP-3a)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'async-invoke-shared-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'handler.mjs')
  await writeFile(file, 'export const handler = (event) => event')
  const store = createMemoryStore({ clock: systemClock })

  const start = async (functions: Readonly<Record<string, object>>) => {
    const timeline: TimelineEntry[] = []
    const runtime = await startLocalRuntime({
      functions: Object.fromEntries(Object.entries(functions).map(([name, more]) => [name, { file, ...more }])),
      openStore: async () => store,
      onTimeline: (entry) => timeline.push(entry),
    })
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    const client = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials })
    onTestFinished(async () => {
      client.destroy()
      await runtime.close()
    })
    const outcomes = () =>
      timeline.flatMap((entry) =>
        entry.type === 'attempt-ended' ? [`${entry.functionArn?.split(':')[6]} ${entry.outcome}`] : [],
      )
    return { client, outcomes }
  }
  const record = { eventInvokeConfigs: { $LATEST: { OnSuccess: `${arn}refunds` } } }
  const orders = await start({ orders: record })
  const refunds = await start({ refunds: {}, old: {} })

  await refunds.client.send(new DeleteFunctionCommand({ FunctionName: 'old' }))
  const event = (functionName: string) =>
    eventItem({ requestId: functionName, reference: { functionName }, payload: {} }, Date.now())
  await store.enqueue([event('old'), event('elsewhere')])
  const { client } = orders
  const { StatusCode } = await client.send(new InvokeCommand({ FunctionName: 'orders', InvocationType: 'Event' }))
  expect(StatusCode).toBe(202)
  // The record of orders is an event of refunds, whichever runtime sends it.
  await vi.waitFor(() => expect(refunds.outcomes().sort()).toEqual(['old notFound', 'refunds success']), 60_000)
  expect(orders.outcomes()).toEqual(['orders success'])
  expect(await store.admin?.find('elsewhere')).toMatchObject({ status: 'ready', deliveries: 0 })
})
