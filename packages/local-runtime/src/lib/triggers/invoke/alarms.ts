import { clearTimeout, setTimeout } from 'node:timers'
import type { CancelWake, Clock } from '@async-invoke/engine'

export interface AlarmsOptions {
  readonly clock: Clock
  /**
   * Whether the clock jumps to its next wake when nothing runs. An alarm then makes no time jump, since a schedule never ends;
   * it rings when time has passed it (EVB-7).
   */
  readonly jumps: boolean
  readonly onFault: (fault: unknown) => void
  /** Called when the work of an alarm has ended. */
  readonly onQuiet: () => void
}

interface Alarm {
  readonly atMs: number
  readonly ring: () => Promise<void>
  readonly cancel: CancelWake
}

/** Longest time of a timer of Node.js. */
const maxTimerMs = 2 ** 31 - 1

/** Times on the runtime's clock at which schedules come due, one for each key. */
export class Alarms {
  readonly #options: AlarmsOptions
  readonly #alarms = new Map<string, Alarm>()
  #ringing = 0

  constructor(options: AlarmsOptions) {
    this.#options = options
  }

  /** Whether nothing that an alarm started is in progress. */
  get quiet(): boolean {
    return this.#ringing === 0
  }

  /** When the next alarm rings; infinity if there is none. */
  get nextDueAtMs(): number {
    return Math.min(...[...this.#alarms.values()].map(({ atMs }) => atMs))
  }

  /** Sets the alarm of a key, in place of the one that it has. */
  set(key: string, atMs: number, ring: () => Promise<void>): void {
    this.cancel(key)
    this.#alarms.set(key, { atMs, ring, cancel: this.#arm(key, atMs) })
  }

  cancel(key: string): void {
    this.#alarms.get(key)?.cancel()
    this.#alarms.delete(key)
  }

  /** Rings the alarms that time has jumped over. */
  stir(): void {
    const nowMs = this.#options.clock.nowMs()
    for (const [key, { atMs }] of this.#alarms) if (atMs <= nowMs) this.#ring(key)
  }

  close(): void {
    for (const key of [...this.#alarms.keys()]) this.cancel(key)
  }

  #arm(key: string, atMs: number): CancelWake {
    const { clock, jumps } = this.#options
    if (!jumps) return clock.wakeAt(atMs, () => this.#ring(key))
    const wait = Math.min(maxTimerMs, Math.max(0, atMs - clock.nowMs()))
    const timer = setTimeout(() => {
      const alarm = this.#alarms.get(key)
      if (alarm === undefined) return
      if (clock.nowMs() < alarm.atMs) this.set(key, alarm.atMs, alarm.ring)
      else this.#ring(key)
    }, wait)
    timer.unref()
    return () => clearTimeout(timer)
  }

  #ring(key: string): void {
    const alarm = this.#alarms.get(key)
    if (alarm === undefined) return
    this.cancel(key)
    this.#ringing += 1
    alarm
      .ring()
      .catch(this.#options.onFault)
      .finally(() => {
        this.#ringing -= 1
        this.#options.onQuiet()
      })
  }
}
