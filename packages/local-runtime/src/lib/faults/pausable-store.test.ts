import { createMemoryStore, VirtualClock } from '@async-invoke/engine'
import { expect, it } from 'vitest'
import { createPausableStore } from './pausable-store.ts'

it('lets a store in memory have the events of a turn at once, and leaves any other as it is', () => {
  const memory = createMemoryStore({ clock: new VirtualClock() })
  const durable = { ...memory, capabilities: { ...memory.capabilities, durability: 'power' as const } }
  expect(memory.capabilities.coalescesCalls).toBe(true)
  expect(createPausableStore(memory).store.capabilities).toEqual({ ...memory.capabilities, coalescesCalls: false })
  expect(createPausableStore(durable).store.capabilities).toBe(durable.capabilities)
})
