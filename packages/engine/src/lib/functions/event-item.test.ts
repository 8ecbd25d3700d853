import { describe, expect, it } from 'vitest'
import { settled } from '../../../test/drive.ts'
import { startMs } from '../../../test/engine-world.ts'
import { createMemoryStore } from '../memory-store/memory-store.ts'
import { VirtualClock } from '../time/clock.ts'
import { createEngine } from './create-engine.ts'
import { eventItem } from './event-item.ts'

describe('eventItem', () => {
  it('builds what an engine runs: payload, trace, id and age of the event', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const seen: unknown[] = []
    const handler = async (event: unknown, { awsRequestId }: { awsRequestId: string }) => {
      seen.push([awsRequestId, event])
    }
    const ages: number[] = []
    const onMetric = ({ name, value }: { name: string; value: number }) =>
      void (name === 'AsyncEventAge' && ages.push(value))
    const engine = createEngine({ store, clock, functions: { orders: { handler } }, onMetric })
    const reference = { functionName: 'orders' }
    const events = [
      { requestId: 'r-1', reference, payload: { orderId: 'A-1002' } },
      { requestId: 'r-2', reference, payload: new TextEncoder().encode('[1]'), traceHeader: 'Root=1' },
      { requestId: 'r-3', reference },
    ]
    expect(await store.enqueue(events.map((event) => eventItem(event, startMs - 5_000)))).toEqual(
      Array(3).fill('accepted'),
    )
    await settled(engine)
    expect(seen).toEqual([
      ['r-1', { orderId: 'A-1002' }],
      ['r-2', [1]],
      ['r-3', {}],
    ])
    expect(ages).toEqual([5_000, 5_000, 5_000])
    await engine.stop()
  })

  it('builds the item that an engine queues for the same event', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const engine = createEngine({ store, clock, functions: { orders: { handler: async () => {} } }, serves: [] })
    const event = { reference: { functionName: 'orders' }, payload: [1], traceHeader: 'Root=1', tenantId: 'blue' }
    await engine.accept({ ...event, requestId: 'accepted' })
    await store.enqueue([eventItem({ ...event, requestId: 'built' }, startMs)])
    const [accepted, built] = await Promise.all(['accepted', 'built'].map((id) => store.admin?.find(id)))
    expect({ ...built, id: 'accepted' }).toEqual(accepted)
    await engine.stop()
  })

  it.each([
    { event: { requestId: '', reference: { functionName: 'f' } }, code: 'invalid-event' },
    { event: { requestId: 'r-1', reference: { functionName: '' } }, code: 'invalid-reference' },
    { event: { requestId: 'r-1', reference: { functionName: 'f' }, payload: Number.NaN }, code: 'invalid-payload' },
  ])('refuses $event with the code $code', ({ event, code }) => {
    expect(() => eventItem(event, 0)).toThrow(expect.objectContaining({ name: 'EngineError', code }))
  })
})
