import { setTimeout as realDelay } from 'node:timers/promises'
import { callHandler, type Handler, type RunOfHandler } from '../../functions/handler.ts'
import type { VirtualClock } from '../../time/clock.ts'
import { macrotask } from '../../time/macrotask.ts'
import type { Delivery } from './delivery.ts'
import { RunControl, runOfCall } from './effects/run-control.ts'
import type { RealWork } from './real-work.ts'

/** Turns of the event loop in which a run must reach a step, its end or a timer, before it counts as doing real work. */
const turnsBeforeRealWork = 20

/** How a run ended. */
export type RunEnd =
  | { readonly outcome: 'success'; readonly response: unknown }
  | { readonly outcome: 'functionError'; readonly error: string }

/** One run of a handler under a schedule. */
export class ActiveAttempt {
  readonly delivery: Delivery
  readonly control = new RunControl()
  /** Steps that the run has been let through. */
  steps = 0
  end: RunEnd | undefined
  /** True if the run was cut since it neither ended nor took a step, and waited for no timer. */
  stoodStill = false
  readonly #clock: VirtualClock
  readonly #deadlineMs: number
  readonly #realWork: RealWork

  constructor(
    delivery: Delivery,
    handler: Handler,
    payload: string,
    {
      clock,
      timeoutMs,
      realWork,
    }: { readonly clock: VirtualClock; readonly timeoutMs: number; readonly realWork: RealWork },
  ) {
    this.delivery = delivery
    this.#clock = clock
    this.#deadlineMs = clock.nowMs() + timeoutMs
    this.#realWork = realWork
    const run: RunOfHandler = {
      awsRequestId: delivery.requestId,
      functionName: 'function',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:function',
      getRemainingTimeInMillis: () => Math.max(0, this.#deadlineMs - clock.nowMs()),
    }
    void runOfCall.run(this.control, async () => {
      try {
        const response = await callHandler(handler, JSON.parse(payload), run)
        this.end = { outcome: 'success', response }
      } catch (thrown) {
        const error = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
        this.end = { outcome: 'functionError', error }
      }
      this.control.ended = true
    })
  }

  /** Waits until the run stands before a step, has ended or is cut. Virtual time goes on while it waits for a timer. */
  async still(): Promise<void> {
    const { control } = this
    const realWork = this.#realWork
    for (let turn = 0; ; turn += 1) {
      await macrotask()
      const workedMs = turn - turnsBeforeRealWork
      if (control.ended || control.isCut || control.gates.length > 0) return realWork.wentOn(workedMs)
      if (turn < 2) continue
      const dueMs = control.performing > 0 ? undefined : this.#clock.nextWakeAtMs()
      if (dueMs !== undefined && dueMs <= this.#deadlineMs) this.#clock.advanceToMs(dueMs)
      else if (dueMs !== undefined) return control.cut()
      else if (workedMs > realWork.limitMs) {
        this.stoodStill = true
        realWork.stoodStill()
        return control.cut()
      } else if (workedMs > 0) await realDelay(1)
    }
  }

  /** Ends a run that was cut: the platform waits for the timeout. */
  timeOut(): void {
    this.control.cut()
    this.#clock.advanceToMs(this.#deadlineMs)
    this.end = { outcome: 'functionError', error: 'Sandbox.Timedout' }
  }
}
