import { setTimeout } from 'node:timers'
import { type Clock, systemClock, VirtualClock } from '@async-invoke/engine'
import { LocalRuntimeError } from '../local-runtime-error.ts'
import { MarkedClock } from './marked-clock.ts'
import { ScaledClock } from './scaled-clock.ts'
import { SkippingClock } from './skipping-clock.ts'
import type { TimeMark } from './time-mark.ts'

/**
 * How the runtime's time passes.
 *
 * - `real`: waits take as long as they say.
 * - `skip`: time jumps to the next due moment when nothing runs.
 * - `manual`: time stands still until it is advanced.
 */
export type TimeMode = 'real' | 'skip' | 'manual'

/** Wall time without activity before time jumps, so that a client's next call arrives first. */
const idleBeforeSkipMs = 25
/** Interval, in wall time, at which manual time checks whether everything that came due has ended. */
const settlePollMs = 2
/** Interval, in wall time, at which the mark of a clock that may be ahead of the machine's is written. */
const markEveryMs = 1_000

export interface RuntimeClockOptions {
  readonly mode: TimeMode
  /** Factor by which the clock is faster than the machine's; with `real` only. */
  readonly speed: number
  /** True if nothing runs and no request is in flight. */
  readonly isIdle: () => boolean
  /** Called before manual time moves, with what came due until then not yet ended. */
  readonly beforeMove?: () => void
  /**
   * Latest time that the data directory has seen. The clock starts there, or at the machine's time if that is later.
   */
  readonly mark?: TimeMark | undefined
}

/**
 * Owns the clock that documents, ages and waits follow, and moves it: skips ahead when idle, or advances on request.
 */
export class RuntimeClock {
  readonly clock: Clock
  readonly mode: TimeMode
  readonly speed: number
  readonly #isIdle: () => boolean
  readonly #beforeMove: (() => void) | undefined
  readonly #skipping: SkippingClock | undefined
  readonly #manual: VirtualClock | undefined
  #cancelSkip = (): void => {}
  #advancing: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor({ mode, speed, isIdle, beforeMove, mark }: RuntimeClockOptions) {
    this.mode = mode
    this.speed = speed
    this.#isIdle = isIdle
    this.#beforeMove = beforeMove
    const machineMs = systemClock.nowMs()
    const startMs = Math.max(machineMs, mark?.reachedMs ?? machineMs)
    this.#skipping = mode === 'skip' ? new SkippingClock(systemClock, startMs - machineMs) : undefined
    this.#manual = mode === 'manual' ? new VirtualClock(startMs) : undefined
    const differsFromMachine = speed !== 1 || startMs > machineMs
    const flowing = differsFromMachine ? new ScaledClock(systemClock, speed, startMs) : systemClock
    const clock = this.#skipping ?? this.#manual ?? flowing
    // The machine's own clock needs no mark: it does not run backwards over a restart.
    const marked = mark !== undefined && clock !== systemClock
    this.clock = marked ? new MarkedClock(clock, mark, mode === 'manual' ? 0 : markEveryMs * speed) : clock
  }

  /**
   * To be called when a run or a request has ended: skipped time jumps to the next due moment if it stays idle from now
   * on.
   */
  onActivityEnded(): void {
    this.#cancelSkip()
    const skipping = this.#skipping
    if (skipping === undefined || this.#closed) return
    this.#cancelSkip = systemClock.wakeAt(systemClock.nowMs() + idleBeforeSkipMs, () => {
      if (this.#isIdle()) skipping.skip()
    })
  }

  /**
   * Advances manual time and resolves once everything that came due on the way has ended. Time stops at each due moment
   * until the work that the moment started has ended.
   *
   * @throws {@link LocalRuntimeError} `time-not-manual` in the other modes
   * @throws `RangeError` for a time that no date can hold
   */
  async advanceTo(atMs: number): Promise<void> {
    if (typeof atMs !== 'number' || Number.isNaN(new Date(atMs).getTime()))
      throw new RangeError(
        `time cannot be advanced to ${atMs}, which is no number of milliseconds that a date can hold`,
      )
    await this.#move(async () => atMs)
  }

  /**
   * Advances like {@link advanceTo}, to the moment that `nextDueAtMs` returns once all work in flight has ended. Time
   * stands still if that is `undefined`.
   *
   * @returns false if time stood still
   */
  advanceToNextDue(nextDueAtMs: () => Promise<number | undefined>): Promise<boolean> {
    return this.#move(nextDueAtMs)
  }

  close(): void {
    this.#closed = true
    this.#cancelSkip()
  }

  #move(goal: () => Promise<number | undefined>): Promise<boolean> {
    const manual = this.#manual
    if (manual === undefined)
      return Promise.reject(
        new LocalRuntimeError('time-not-manual', `only manual time can be advanced; time is ${this.mode}`),
      )
    const moved = this.#advancing.then(async () => {
      this.#beforeMove?.()
      await this.#settled()
      const atMs = await goal()
      await this.#walk(manual, atMs ?? manual.nowMs())
      return atMs !== undefined
    })
    // One that fails fails alone.
    this.#advancing = moved.catch(() => {})
    return moved
  }

  async #walk(manual: VirtualClock, atMs: number): Promise<void> {
    for (;;) {
      const dueMs = manual.nextWakeAtMs()
      if (this.#closed || dueMs === undefined || dueMs > atMs) break
      manual.advanceToMs(dueMs)
      await this.#settled()
    }
    manual.advanceToMs(atMs)
    // Reading the marked clock writes the mark.
    this.clock.nowMs()
  }

  async #settled(): Promise<void> {
    do await new Promise((resolve) => setTimeout(resolve, settlePollMs))
    while (!this.#closed && !this.#isIdle())
  }
}
