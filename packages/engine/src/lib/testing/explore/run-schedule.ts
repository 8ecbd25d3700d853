import { decideNext } from '../../decide/decide-next.ts'
import { EngineError } from '../../engine-error.ts'
import type { Handler } from '../../functions/handler.ts'
import { VirtualClock } from '../../time/clock.ts'
import { macrotask } from '../../time/macrotask.ts'
import { seededRandom } from '../../time/seeded-random.ts'
import { ActiveAttempt, type RunEnd } from './active-attempt.ts'
import type { Delivery, DeliveryEnd } from './delivery.ts'
import type { RecordedEffects } from './effects/effects.ts'
import { describeStep, type World } from './effects/world.ts'
import type { RealWork } from './real-work.ts'
import type { ExploreFault, ExploreSchedule } from './schedule.ts'
import { endNotes, endOf, failableOf, hasBatchFailures, type TakenStep } from './step-ends.ts'
import { inVirtualProcess } from './virtual-process.ts'

/** Settings that govern retries, and whether anything reports a failure. */
export interface ScheduleSettings {
  readonly MaximumRetryAttempts?: number
  readonly MaximumEventAgeInSeconds?: number
  readonly isReported: boolean
}

/** All that schedules of one exploration share. */
export interface ScheduleSetup {
  /** Creates the handler of a new environment. */
  readonly create: () => Handler | Promise<Handler>
  /** As JSON. */
  readonly events: readonly string[]
  readonly effects: RecordedEffects
  readonly fetch: typeof fetch
  readonly settings: ScheduleSettings
  readonly staleSettings: ScheduleSettings
  readonly timeoutMs: number
  readonly realWork: RealWork
  readonly reset: () => unknown
}

/** All that happened under one schedule. */
export interface ScheduleRun {
  readonly world: World
  /** End of the first delivery of each event. */
  readonly ends: readonly (DeliveryEnd | undefined)[]
  /** Steps of the first run of each event. */
  readonly steps: readonly number[]
  /** Steps of first runs whose answers could have said that they failed, and to a handler that looked. */
  readonly failable: readonly { readonly event: number; readonly step: number }[]
  /** Failures by event that the schedule caused. */
  readonly injected: readonly number[]
  /** Steps that a run had begun and did not wait for. */
  readonly notAwaited: readonly string[]
  /** Events whose response lists failed items, which nobody reads. */
  readonly batchFailures: readonly number[]
  readonly trace: readonly string[]
}

const minuteMs = 60_000
/** Timers that fire after the last run; one that sets itself again never ends. */
const maxLateTimers = 100

/** What a handler does under faults says nothing if it does not end without them. */
function standsStill({ steps }: ActiveAttempt): EngineError {
  const since = steps === 0 ? 'of its start' : `after step ${steps}`
  const message = `the handler neither ended nor called an effect within seconds ${since}, without any fault`
  return new EngineError('invalid-options', message)
}

/** Runs the events under one schedule, from the first delivery until the queue is empty. */
export function runSchedule(setup: ScheduleSetup, schedule: ExploreSchedule, seed: number): Promise<ScheduleRun> {
  // Runs with different seeds differ in what a handler must not rely on: times and random numbers.
  const clock = new VirtualClock(Date.UTC(2026, 0, 1) + seed * 61 * minuteMs)
  const process = { clock, random: seededRandom(seed), fetch: setup.fetch }
  return inVirtualProcess(process, async () => {
    await setup.reset()
    return new ScheduleRunner(setup, schedule, clock).run()
  })
}

class ScheduleRunner {
  readonly #setup: ScheduleSetup
  readonly #clock: VirtualClock
  readonly #startMs: number
  /** Whether the schedule has no faults. */
  readonly #isUsual: boolean
  readonly #faults: ExploreFault[]
  readonly #settings: ScheduleSettings
  readonly #queue: Delivery[] = []
  readonly #paused: ActiveAttempt[] = []
  readonly #succeeded: ActiveAttempt[] = []
  #environment: Handler | undefined
  #accepted = 0
  readonly #ends: (DeliveryEnd | undefined)[] = []
  readonly #steps: number[] = []
  readonly #taken: TakenStep[] = []
  readonly #injected: number[] = []
  readonly #notAwaited: string[] = []
  readonly #batchFailures: number[] = []
  readonly #trace: string[] = []

  constructor(setup: ScheduleSetup, { faults }: ExploreSchedule, clock: VirtualClock) {
    this.#setup = setup
    this.#clock = clock
    this.#startMs = clock.nowMs()
    this.#isUsual = faults.length === 0
    this.#faults = [...faults]
    const isStale = faults.some(({ fault }) => fault === 'stale-settings')
    this.#settings = isStale ? setup.staleSettings : setup.settings
  }

  async run(): Promise<ScheduleRun> {
    const world = this.#setup.effects.begin()
    this.#accept()
    for (let next = this.#takeDue(); next !== undefined; next = this.#takeDue()) {
      this.#clock.advanceToMs(next.dueMs)
      await this.#attempt(next)
    }
    await this.#lateTimers()
    this.#notAwaited.push(...this.#succeeded.flatMap(({ control }) => control.late.map(({ name }) => name)))
    return {
      ...{ world, ends: this.#ends, steps: this.#steps, injected: this.#injected, trace: this.#trace },
      ...{ notAwaited: this.#notAwaited, batchFailures: this.#batchFailures, failable: failableOf(this.#taken) },
    }
  }

  /** Lets timers fire that handlers have left behind: a step that one takes is a step that nothing waits for. */
  async #lateTimers(): Promise<void> {
    await macrotask()
    for (let left = maxLateTimers; left > 0; left -= 1) {
      const dueMs = this.#clock.nextWakeAtMs()
      if (dueMs === undefined) return
      this.#clock.advanceToMs(dueMs)
      await macrotask()
    }
  }

  /** Accepts the next event, if there is one. */
  #accept(): void {
    if (this.#accepted >= this.#setup.events.length) return
    this.#accepted += 1
    this.#queue.push(this.#deliveryOf(this.#accepted, false))
  }

  #deliveryOf(event: number, isCopy: boolean): Delivery {
    const nowMs = this.#clock.nowMs()
    const requestId = `00000000-0000-4000-8000-${String(event).padStart(12, '0')}`
    const progress = { acceptedAtMs: nowMs, failures: 0, backoff: 0 }
    return { event, isCopy, requestId, progress, attempts: 0, dueMs: nowMs, restart: false }
  }

  #takeDue(): Delivery | undefined {
    const [first] = [...this.#queue].sort((a, b) => a.dueMs - b.dueMs)
    if (first !== undefined) this.#queue.splice(this.#queue.indexOf(first), 1)
    return first
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const throttle = this.#faults.find(
      (fault) =>
        fault.fault === 'throttle' && fault.event === delivery.event && fault.times > delivery.progress.backoff,
    )
    if (throttle !== undefined && !delivery.isCopy && delivery.attempts === 0) return this.#throttle(delivery)
    await this.#drive(await this.#begin(delivery, false))
    for (let next = this.#paused.pop(); next !== undefined; next = this.#paused.pop()) await this.#drive(next)
  }

  #throttle(delivery: Delivery): void {
    this.#note(delivery, 'throttled')
    const decision = decideNext(delivery.progress, { outcome: 'throttle' }, this.#settings, this.#clock.nowMs())
    if (decision.kind === 'requeue') {
      delivery.progress = decision.progress
      delivery.dueMs = this.#clock.nowMs() + decision.delayMs
      this.#queue.push(delivery)
    } else
      this.#ends[delivery.event - 1] = {
        condition: decision.condition,
        failures: 0,
        isReported: this.#settings.isReported,
      }
    if (delivery.event === this.#accepted) this.#accept()
  }

  /** @param beside - another run holds the environment, so this one gets its own */
  async #begin(delivery: Delivery, beside: boolean): Promise<ActiveAttempt> {
    delivery.attempts += 1
    if (delivery.restart) this.#environment = undefined
    delivery.restart = false
    const handler = (beside ? undefined : this.#environment) ?? (await this.#setup.create())
    if (!beside) this.#environment = handler
    const payload = this.#setup.events[delivery.event - 1] ?? '{}'
    const { timeoutMs, realWork } = this.#setup
    return new ActiveAttempt(delivery, handler, payload, { clock: this.#clock, timeoutMs, realWork })
  }

  /** Lets a run go on, step by step, to its end or to the step before which it pauses. */
  async #drive(active: ActiveAttempt, until?: number): Promise<void> {
    const { control, delivery } = active
    for (;;) {
      await active.still()
      if (active.stoodStill && this.#isUsual) throw standsStill(active)
      if (control.isCut) return this.#timeOut(active)
      const [gate] = control.gates
      if (control.ended || gate === undefined) {
        await this.#letOut(active)
        return this.#settle(active, active.end)
      }
      const step = active.steps + 1
      if (step === until) {
        this.#note(delivery, `pauses before step ${step}`)
        this.#paused.push(active)
        return
      }
      if (await this.#meet(active, step)) continue
      const isFirst = !delivery.isCopy && delivery.attempts === 1
      if (isFirst) this.#taken.push({ event: delivery.event, step, about: gate.step })
      const failure = this.#takeFailure(delivery, step)
      if (failure?.fault === 'time-out' && failure.after !== true) return this.#timeOut(active)
      const end = endOf(failure)
      active.steps = step
      control.gates.shift()
      this.#note(delivery, `step ${step}: ${describeStep(gate.step)}${endNotes[end]}`)
      gate.open(end)
    }
  }

  /** Lets the calls happen that a run had begun beside the one that failed: they were on their way. */
  async #letOut({ control, delivery, end }: ActiveAttempt): Promise<void> {
    if (end?.outcome !== 'functionError') return
    const gates = control.gates.splice(0)
    for (const { step, open } of gates) {
      this.#note(delivery, `beside it: ${describeStep(step)}`)
      open('answered')
    }
    if (gates.length > 0) await macrotask()
  }

  /** Runs another delivery while this run stands before a step, if the schedule says so. */
  async #meet({ delivery }: ActiveAttempt, step: number): Promise<boolean> {
    if (delivery.isCopy || delivery.attempts > 1) return false
    const fault = this.#take(
      (each) =>
        (each.fault === 'overlap' || each.fault === 'concurrent') &&
        each.event === delivery.event &&
        each.step === step,
    )
    if (fault?.fault === 'overlap') {
      const copy = this.#deliveryOf(delivery.event, true)
      copy.progress = { ...copy.progress, acceptedAtMs: delivery.progress.acceptedAtMs }
      this.#note(copy, 'is delivered meanwhile')
      await this.#drive(await this.#begin(copy, true), fault.until)
    } else if (fault !== undefined && this.#accepted === delivery.event) {
      this.#accept()
      const next = this.#queue.pop()
      if (next !== undefined) await this.#drive(await this.#begin(next, true))
    }
    return fault !== undefined
  }

  #takeFailure({ event, isCopy, attempts }: Delivery, step: number) {
    const failure = this.#take(
      (fault) =>
        (fault.fault === 'time-out' || fault.fault === 'failed-call' || fault.fault === 'failed-answer') &&
        !isCopy &&
        fault.event === event &&
        fault.attempt === attempts &&
        fault.step === step,
    )
    if (failure !== undefined) this.#injected[event] = (this.#injected[event] ?? 0) + 1
    return failure
  }

  #take(matches: (fault: ExploreFault) => boolean): ExploreFault | undefined {
    const at = this.#faults.findIndex(matches)
    return at < 0 ? undefined : this.#faults.splice(at, 1)[0]
  }

  #timeOut(active: ActiveAttempt): void {
    active.timeOut()
    this.#note(active.delivery, 'times out')
    this.#environment = undefined
    this.#settle(active, active.end)
  }

  #settle(active: ActiveAttempt, end: RunEnd = { outcome: 'functionError', error: '' }): void {
    const { delivery, control, steps } = active
    const { event, isCopy, attempts } = delivery
    if (!isCopy && attempts === 1) this.#steps[event - 1] = steps
    const failed = end.outcome === 'functionError'
    if (!failed) this.#succeeded.push(active)
    if (!failed) this.#notAwaited.push(...control.gates.map(({ step }) => step.name))
    if (!failed && hasBatchFailures(end.response)) this.#batchFailures.push(event)
    control.gates.length = 0
    this.#note(delivery, failed ? `fails: ${end.error}` : 'succeeds')
    const nowMs = this.#clock.nowMs()
    const decision = decideNext(
      delivery.progress,
      { outcome: end.outcome, executedVersion: '$LATEST' },
      this.#settings,
      nowMs,
    )
    if (decision.kind === 'requeue') {
      delivery.progress = decision.progress
      delivery.dueMs = nowMs + decision.delayMs
      this.#queue.push(delivery)
    } else if (!isCopy) {
      const { isReported } = this.#settings
      const failures = delivery.progress.failures + (failed ? 1 : 0)
      this.#ends[event - 1] = {
        condition: decision.condition,
        failures,
        isReported,
        ...(failed && { error: end.error }),
      }
      this.#deliverAgain(event)
    }
    if (event === this.#accepted) this.#accept()
  }

  #deliverAgain(event: number): void {
    const again = this.#take((fault) => fault.fault === 'duplicate' && fault.event === event)
    if (again?.fault !== 'duplicate') return
    const copy = this.#deliveryOf(event, true)
    copy.dueMs += again.afterMs
    copy.restart = again.restart === true
    this.#queue.push(copy)
  }

  #note({ event, isCopy, attempts }: Delivery, what: string): void {
    const since = `+${(this.#clock.nowMs() - this.#startMs) / 1_000} s`.padStart(8)
    this.#trace.push(`${since}  event ${event}${isCopy ? ', again' : ''}, attempt ${Math.max(1, attempts)}  ${what}`)
  }
}
