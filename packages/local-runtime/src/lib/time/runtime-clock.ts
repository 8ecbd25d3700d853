import { type Clock, systemClock, VirtualClock } from '@async-invoke/engine'
import { MarkedClock } from './marked-clock.ts'
import { ScaledClock } from './scaled-clock.ts'
import { SkippingClock } from './skipping-clock.ts'
import type { TimeMark } from './time-mark.ts'

/** `real`: waits take their time. `skip`: time jumps when nothing runs. `manual`: it moves when it is told to. */
export type TimeMode = 'real' | 'skip' | 'manual'

/** How long, in wall time, nothing may happen before time jumps: a client's next call is let in first. */
const quietBeforeSkipMs = 25
/** How often, in wall time, it is looked whether everything that a moment set off has ended. */
const settleLookMs = 2
/** How often, in wall time, flowing time that may be ahead of the machine's is marked. */
const markEveryMs = 1_000

export interface RuntimeClockOptions {
  readonly mode: TimeMode
  /** How many times faster than the machine's time; with `real` only. */
  readonly speed: number
  /** Whether nothing runs and nobody asks for anything. */
  readonly quiet: () => boolean
  /** How far time has come in the data directory; it begins there, or at the machine's time if that is later. */
  readonly mark?: TimeMark | undefined
}

/** Time that only the runtime's owner moves was asked to move when it is not of that kind. */
export class NotManualTimeError extends Error {
  override readonly name = 'NotManualTimeError'
}

/** The clock that the runtime's documents, ages and waits follow, and what may move it. */
export class RuntimeClock {
  readonly clock: Clock
  readonly mode: TimeMode
  readonly speed: number
  readonly #quiet: () => boolean
  readonly #skipping: SkippingClock | undefined
  readonly #manual: VirtualClock | undefined
  #cancelSkip = (): void => {}
  #advancing: Promise<void> = Promise.resolve()
  #closed = false

  constructor({ mode, speed, quiet, mark }: RuntimeClockOptions) {
    this.mode = mode
    this.speed = speed
    this.#quiet = quiet
    const machineMs = systemClock.nowMs()
    const startMs = Math.max(machineMs, mark?.reachedMs ?? machineMs)
    this.#skipping = mode === 'skip' ? new SkippingClock(systemClock, startMs - machineMs) : undefined
    this.#manual = mode === 'manual' ? new VirtualClock(startMs) : undefined
    const itsOwn = speed !== 1 || startMs > machineMs
    const flowing = itsOwn ? new ScaledClock(systemClock, speed, startMs) : systemClock
    const clock = this.#skipping ?? this.#manual ?? flowing
    // The machine's own time needs no mark.
    const marked = mark !== undefined && clock !== systemClock
    this.clock = marked ? new MarkedClock(clock, mark, mode === 'manual' ? 0 : markEveryMs * speed) : clock
  }

  /** Something has ended: when it stays quiet from now on, skipped time jumps to the next due moment. */
  onActivityEnded(): void {
    this.#cancelSkip()
    const skipping = this.#skipping
    if (skipping === undefined || this.#closed) return
    this.#cancelSkip = systemClock.wakeAt(systemClock.nowMs() + quietBeforeSkipMs, () => {
      if (this.#quiet()) skipping.skip()
    })
  }

  /**
   * Moves manual time on and resolves when everything that came due on the way has ended; what each due moment sets off
   * ends before time moves past it. Rejects with {@link NotManualTimeError} in the other modes.
   */
  advanceTo(atMs: number): Promise<void> {
    return this.#move(async () => atMs)
  }

  /**
   * As {@link advanceTo}, to the moment that `nextDueAtMs` names once everything under way has ended; time stays where it
   * is when that is none.
   */
  advanceToNextDue(nextDueAtMs: () => Promise<number | undefined>): Promise<void> {
    return this.#move(nextDueAtMs)
  }

  close(): void {
    this.#closed = true
    this.#cancelSkip()
  }

  #move(goal: () => Promise<number | undefined>): Promise<void> {
    const manual = this.#manual
    if (manual === undefined) return Promise.reject(new NotManualTimeError(`time is ${this.mode} and moves by itself`))
    this.#advancing = this.#advancing.then(async () => {
      await this.#settled()
      await this.#walk(manual, (await goal()) ?? manual.nowMs())
    })
    return this.#advancing
  }

  async #walk(manual: VirtualClock, atMs: number): Promise<void> {
    for (;;) {
      const dueMs = manual.nextWakeAtMs()
      if (this.#closed || dueMs === undefined || dueMs > atMs) break
      manual.advanceToMs(dueMs)
      await this.#settled()
    }
    manual.advanceToMs(atMs)
    // Reading it marks it, though nobody has asked yet.
    this.clock.nowMs()
  }

  async #settled(): Promise<void> {
    do await new Promise((resolve) => setTimeout(resolve, settleLookMs))
    while (!this.#closed && !this.#quiet())
  }
}
