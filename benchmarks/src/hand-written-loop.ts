import { RandomSequence } from '@async-invoke/engine/internal'

/**
 * The yardstick of the simulation: the retry semantics written by hand over a bare timing wheel, without options,
 * reasons or bounds. It shows how fast such a loop can be: it draws the same random numbers and makes the same steps.
 */
export interface HandWrittenOptions {
  readonly events: number
  readonly perSecond: number
  readonly limit: number
  readonly functions: number
  readonly durationMs: number
  readonly errorRate: number
}

const sixHoursMs = 21_600_000
const togetherMs = 300_000
const goldenStep = (Math.sqrt(5) - 1) / 2
const arrival = 0

/** @returns the number of steps: arrivals, due events and ended runs. */
export function handWrittenLoop(options: HandWrittenOptions): number {
  const { events, perSecond, limit, functions, durationMs, errorRate } = options
  const random = new RandomSequence(42)
  const wheel = new BareWheel(events + 1)
  const functionOf = new Uint8Array(events + 1)
  const failures = new Uint8Array(events + 1)
  const backoff = new Uint8Array(events + 1)
  /** 1 during a run that succeeds, 2 during one that fails. */
  const isRunning = new Uint8Array(events + 1)
  const bornAt = new Float64Array(events + 1)
  const running = new Int32Array(functions)
  /** Of each function: the event throttled last and the one before, their times, and the last draw. */
  const lastThrottled = new Int32Array(functions)
  const lastThrottledAt = new Float64Array(functions)
  const otherThrottledAt = new Float64Array(functions).fill(Number.NEGATIVE_INFINITY)
  const place = new Float64Array(functions).fill(-1)
  let [steps, arrived] = [0, 0]
  wheel.push(0, arrival)
  for (let popped = wheel.pop(); popped >= 0; popped = wheel.pop()) {
    const now = wheel.due
    steps += 1
    let handle = popped
    if (popped === arrival) {
      handle = ++arrived
      functionOf[handle] = (random.next() * functions) | 0
      bornAt[handle] = now
    }
    const owner = functionOf[handle] as number
    const age = now - (bornAt[handle] as number)
    if (isRunning[handle] !== 0) {
      const failed = isRunning[handle] === 2
      isRunning[handle] = 0
      running[owner] = (running[owner] as number) - 1
      if (failed && (failures[handle] as number) < 2) {
        failures[handle] = (failures[handle] as number) + 1
        backoff[handle] = 0
        const delay = 60_000 * (failures[handle] as number)
        if (age + delay < sixHoursMs) wheel.push(now + delay, handle)
      }
    } else if ((running[owner] as number) >= limit) {
      if (lastThrottled[owner] !== handle && lastThrottled[owner] !== 0)
        otherThrottledAt[owner] = lastThrottledAt[owner] as number
      lastThrottled[owner] = handle
      lastThrottledAt[owner] = now
      const delay = Math.min(300_000, 1_000 * 2 ** (backoff[handle] as number))
      let waits = delay
      if (now - (otherThrottledAt[owner] as number) <= togetherMs) {
        const before = place[owner] as number
        place[owner] = before < 0 ? random.next() : (before + goldenStep) % 1
        waits = Math.ceil(delay * (0.5 + (place[owner] as number) / 2))
      }
      backoff[handle] = (backoff[handle] as number) + 1
      if (age + delay < sixHoursMs) wheel.push(now + waits, handle)
    } else {
      running[owner] = (running[owner] as number) + 1
      const duration = (-Math.log(1 - random.next()) * durationMs) | 0
      isRunning[handle] = random.next() < errorRate ? 2 : 1
      wheel.push(now + duration, handle)
    }
    if (popped === arrival && arrived < events)
      wheel.push(now + (((-Math.log(1 - random.next()) * 1_000) / perSecond) | 0), arrival)
  }
  return steps
}

/** Five levels of 64 slots, for times below 2^30, without removal. */
class BareWheel {
  due = 0
  private readonly head = new Int32Array(320).fill(-1)
  private readonly tail = new Int32Array(320).fill(-1)
  private readonly low = new Int32Array(5)
  private readonly high = new Int32Array(5)
  private readonly next: Int32Array
  private readonly dueAt: Int32Array

  constructor(capacity: number) {
    this.next = new Int32Array(capacity)
    this.dueAt = new Int32Array(capacity)
  }

  push(due: number, handle: number): void {
    this.dueAt[handle] = due
    this.link(handle)
  }

  pop(): number {
    for (;;) {
      const slot = this.filled(0, this.due & 63)
      if (slot >= 0) {
        const handle = this.head[slot] as number
        const next = this.next[handle] as number
        this.head[slot] = next
        if (next < 0) this.unmark(0, slot)
        this.due = this.dueAt[handle] as number
        return handle
      }
      if (!this.cascade()) return -1
    }
  }

  private cascade(): boolean {
    for (let level = 1; level < 5; level += 1) {
      const shift = 6 * level
      const slot = this.filled(level, ((this.due >>> shift) & 63) + 1)
      if (slot < 0) continue
      this.due = ((this.due >>> (shift + 6)) << (shift + 6)) | (slot << shift)
      const from = level * 64 + slot
      let handle = this.head[from] as number
      this.head[from] = -1
      this.unmark(level, slot)
      while (handle >= 0) {
        const next = this.next[handle] as number
        this.link(handle)
        handle = next
      }
      return true
    }
    return false
  }

  private link(handle: number): void {
    const due = this.dueAt[handle] as number
    const differing = due ^ this.due
    const level = differing === 0 ? 0 : ((31 - Math.clz32(differing)) / 6) | 0
    const slot = (due >>> (6 * level)) & 63
    const index = level * 64 + slot
    this.next[handle] = -1
    if ((this.head[index] as number) < 0) {
      this.head[index] = handle
      if (slot < 32) this.low[level] = (this.low[level] as number) | (1 << slot)
      else this.high[level] = (this.high[level] as number) | (1 << (slot - 32))
    } else this.next[this.tail[index] as number] = handle
    this.tail[index] = handle
  }

  private unmark(level: number, slot: number): void {
    if (slot < 32) this.low[level] = (this.low[level] as number) & ~(1 << slot)
    else this.high[level] = (this.high[level] as number) & ~(1 << (slot - 32))
  }

  private filled(level: number, from: number): number {
    const high = this.high[level] as number
    if (from < 32) {
      const low = (this.low[level] as number) & (-1 << from)
      if (low !== 0) return 31 - Math.clz32(low & -low)
      return high === 0 ? -1 : 63 - Math.clz32(high & -high)
    }
    const rest = from > 63 ? 0 : high & (-1 << (from - 32))
    return rest === 0 ? -1 : 63 - Math.clz32(rest & -rest)
  }
}
