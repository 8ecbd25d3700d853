import { createMemoryStore, eventItem, type LaneBudget, VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { servedStore } from './served-store.ts'

const clock = new VirtualClock(0)

async function storeOf(...functionNames: readonly string[]) {
  const store = createMemoryStore({ clock })
  const items = functionNames.map((functionName, index) =>
    eventItem({ requestId: `${functionName}-${index}`, reference: { functionName }, payload: {} }, 0),
  )
  const delivery = { id: 'd-1', lane: 'destination:arn', delayMs: 0, state: new Uint8Array(), body: new Uint8Array() }
  await store.enqueue([...items, delivery])
  return store
}

describe('servedStore', () => {
  it.each<{ readonly name: string; readonly budget?: LaneBudget; readonly ids: readonly string[] }>([
    { name: 'no budget', ids: ['a-0', 'a-2', 'b-1', 'd-1'] },
    {
      name: 'a budget for one of its functions',
      budget: { default: 1, lanes: new Map([['function:a', 2]]), prefixes: new Map([['destination:', 9]]) },
      ids: ['a-0', 'a-2', 'b-1', 'd-1'],
    },
    { name: 'one event of each function', budget: { default: 1 }, ids: ['a-0', 'b-1', 'd-1'] },
    { name: 'no free slot', budget: { default: 9, defaultTotal: 0 }, ids: ['d-1'] },
    {
      name: 'deliveries held back',
      budget: { default: 9, prefixes: new Map([['destination:', 0]]) },
      ids: ['a-0', 'a-2', 'b-1'],
    },
  ])('claims the events of its functions and deliveries, given $name', async ({ budget, ids }) => {
    const store = servedStore(await storeOf('a', 'b', 'a', 'other', 'ab'), ['a', 'b'])
    const query = { max: 10, leaseMs: 1_000, ...(budget !== undefined && { budget }) }
    const { claims } = await store.claim(query)
    expect(claims.map(({ id }) => id).sort()).toEqual(ids)
  })
})
