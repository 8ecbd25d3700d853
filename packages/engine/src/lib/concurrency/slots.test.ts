import { describe, expect, it, vi } from 'vitest'
import { createSlots, type Leave, type Slots } from './slots.ts'

function entered(slots: Slots, functionName: string, reserved?: number): Leave {
  const slot = slots.enter(functionName, reserved)
  if (typeof slot === 'string') throw new Error(`no slot: ${slot}`)
  return slot
}

describe('createSlots (FNC-7 to FNC-9)', () => {
  it('gives a function the slots that it has reserved, then returns the limit', () => {
    const slots = createSlots(() => 0)
    const leave = entered(slots, 'f', 2)
    entered(slots, 'f', 2)
    expect(slots.enter('f', 2)).toBe('reserved')
    expect(slots.reservedFree('f', 2)).toBe(0)
    leave()
    expect(slots.reservedFree('f', 2)).toBe(1)
    entered(slots, 'f', 2)
  })

  it('shares the unreserved slots among other functions, then returns the limit', () => {
    let unreserved = 2
    const slots = createSlots(() => unreserved)
    const leave = entered(slots, 'f')
    entered(slots, 'g')
    expect(slots.enter('h', undefined)).toBe('account')
    leave()
    expect(slots.unreservedFree()).toBe(1)
    unreserved = 1
    expect(slots.enter('h', undefined)).toBe('account')
  })

  it('returns a slot to its own kind even if the reservation changes meanwhile', () => {
    const slots = createSlots(() => 1)
    const unreserved = entered(slots, 'f')
    expect(slots.enter('f', 1)).toBe('reserved')
    const reserved = entered(slots, 'f', 2)
    unreserved()
    expect(slots.unreservedFree()).toBe(1)
    reserved()
    expect(slots.unreservedFree()).toBe(1)
    expect(slots.reservedFree('f', 2)).toBe(2)
  })

  it('notifies listeners of a free slot until they are removed', () => {
    const slots = createSlots()
    const listener = vi.fn()
    const stop = slots.onFree(listener)
    entered(slots, 'f')()
    expect(listener).toHaveBeenCalledTimes(1)
    stop()
    entered(slots, 'f')()
    expect(listener).toHaveBeenCalledTimes(1)
  })
})
