import { seededRandom } from '@async-invoke/engine/internal'

/**
 * The yardstick of the simulation: the retry semantics written by hand over a bare timing wheel, without options,
 * reasons or bounds. It shows how fast such a loop can be.
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
const arrival = 0

/** @returns the number of steps: arrivals, due events and ended runs. */
export function handWrittenLoop(options: HandWrittenOptions): number {
  const { events, perSecond, limit, functions, durationMs, errorRate } = options
  const random = seededRandom(42)
  const wheel = new BareWheel(events + 1)
  const functionOf = new Uint8Array(events + 1)
  const failures = new Uint8Array(events + 1)
  const backoff = new Uint8Array(events + 1)
  const isRunning = new Uint8Array(events + 1)
  const bornAt = new Float64Array(events + 1)
  const running = new Int32Array(functions)
  let [steps, arrived] = [0, 0]
  wheel.push(0, arrival)
  for (let handle = wheel.pop(); handle >= 0; handle = wheel.pop()) {
    const now = wheel.due
    steps += 1
    if (handle === arrival) {
      arrived += 1
      functionOf[arrived] = (random() * functions) | 0
      bornAt[arrived] = now
      wheel.push(now, arrived)
      if (arrived < events) wheel.push(now + (((-Math.log(1 - random()) * 1_000) / perSecond) | 0), arrival)
      continue
    }
    const owner = functionOf[handle] as number
    const age = now - (bornAt[handle] as number)
    if (isRunning[handle] === 1) {
      isRunning[handle] = 0
      running[owner] = (running[owner] as number) - 1
      if (random() >= errorRate || (failures[handle] as number) >= 2) continue
      failures[handle] = (failures[handle] as number) + 1
      backoff[handle] = 0
      const delay = 60_000 * (failures[handle] as number)
      if (age + delay < sixHoursMs) wheel.push(now + delay, handle)
    } else if ((running[owner] as number) >= limit) {
      const delay = Math.min(300_000, 1_000 * 2 ** (backoff[handle] as number))
      backoff[handle] = (backoff[handle] as number) + 1
      if (age + delay < sixHoursMs) wheel.push(now + delay, handle)
    } else {
      running[owner] = (running[owner] as number) + 1
      isRunning[handle] = 1
      wheel.push(now + ((-Math.log(1 - random()) * durationMs) | 0), handle)
    }
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
