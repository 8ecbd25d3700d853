import type {
  SimulatedOutcome,
  SimulationObserver,
  SimulationResult,
  TerminalCondition,
} from '@async-invoke/engine/simulation'
import type { ScenarioLoad } from '../load/scenario-load.ts'
import { type Course, CourseRecorder } from './course.ts'
import { Latencies } from './latencies.ts'
import type { Numbers } from './numbers.ts'
import { PendingAges } from './pending-ages.ts'

/** Watches a simulation, and comes to the numbers that the engine does not count itself. */
export class RunTally implements SimulationObserver {
  /** Time of all runs, by function. */
  readonly runMs: Float64Array
  readonly #load: ScenarioLoad
  readonly #ages = new PendingAges()
  readonly #latencies = new Latencies()
  readonly #course: CourseRecorder
  /** Events that are in the queue twice, both by the number of the first: how often they have succeeded. */
  readonly #twins = new Map<number, { succeeded: number }>()
  #pending = 0
  #peakPending = 0
  #oldestAgeMs = 0
  #duplicates = 0
  #repeatedSuccesses = 0
  #functionErrors = 0
  #systemErrors = 0
  #endedAtMs = 0

  constructor(functions: number, load: ScenarioLoad, stepMs: number) {
    this.#load = load
    this.#course = new CourseRecorder(stepMs)
    this.runMs = new Float64Array(functions)
  }

  onArrival(event: number, _functionIndex: number, nowMs: number): void {
    const course = this.#course
    if (nowMs >= course.endMs) this.#enter(nowMs)
    this.#ages.add(nowMs)
    this.#pending += 1
    if (this.#pending > course.pending) {
      course.pending = this.#pending
      if (this.#pending > this.#peakPending) this.#peakPending = this.#pending
    }
    if (this.#load.isRepeated) this.#addTwin(event)
  }

  onThrottle(_event: number, _functionIndex: number, nowMs: number): void {
    const course = this.#course
    if (nowMs >= course.endMs) this.#enter(nowMs)
    course.throttles += 1
  }

  onRun(_event: number, functionIndex: number, durationMs: number, outcome: SimulatedOutcome): void {
    this.runMs[functionIndex] = (this.runMs[functionIndex] as number) + durationMs
    if (outcome === 'success') return
    if (outcome === 'functionError') this.#functionErrors += 1
    else this.#systemErrors += 1
  }

  onEnd(event: number, _functionIndex: number, condition: TerminalCondition, nowMs: number): void {
    const course = this.#course
    if (nowMs >= course.endMs) this.#enter(nowMs)
    const ageMs = nowMs - this.#ages.remove(event)
    if (this.#ages.wasOldest && ageMs > course.oldestAgeMs) {
      course.oldestAgeMs = ageMs
      if (ageMs > this.#oldestAgeMs) this.#oldestAgeMs = ageMs
    }
    this.#pending -= 1
    this.#endedAtMs = nowMs
    if (this.#duplicates > 0) this.#endTwin(event, condition)
    if (condition === 'Success') {
      this.#latencies.add(ageMs)
      course.succeeded += 1
    } else course.dropped += 1
  }

  /** Ends the watch at a time at which events may be left. */
  end(nowMs: number): void {
    if (nowMs >= this.#course.endMs) this.#enter(nowMs)
    if (this.#pending > 0) this.#oldestAgeMs = Math.max(this.#oldestAgeMs, nowMs - this.#ages.oldestMs())
  }

  /** @param counted - what the engine has counted */
  numbers({ events, runs, throttles, outcomes }: SimulationResult): Numbers {
    return {
      events: events - this.#duplicates,
      duplicates: this.#duplicates,
      succeeded: outcomes.Success,
      repeatedSuccesses: this.#repeatedSuccesses,
      retriesExhausted: outcomes.RetriesExhausted,
      eventAgeExceeded: outcomes.EventAgeExceeded,
      zeroReservedConcurrency: outcomes.ZeroReservedConcurrency,
      waiting: this.#pending,
      peakPending: this.#peakPending,
      oldestAgeMs: this.#oldestAgeMs,
      medianLatencyMs: this.#latencies.quantile(0.5),
      p90LatencyMs: this.#latencies.quantile(0.9),
      p99LatencyMs: this.#latencies.quantile(0.99),
      endedAtMs: this.#endedAtMs,
      runs,
      functionErrors: this.#functionErrors,
      systemErrors: this.#systemErrors,
      throttles,
    }
  }

  course(): Course {
    return this.#course.course()
  }

  #enter(nowMs: number): void {
    this.#course.enter(nowMs, this.#pending, this.#ages.oldestMs())
  }

  #addTwin(event: number): void {
    this.#duplicates += 1
    const twins = { succeeded: 0 }
    this.#twins.set(event - 1, twins).set(event, twins)
  }

  /** Counts an event that has succeeded twice. */
  #endTwin(event: number, condition: TerminalCondition): void {
    const twins = this.#twins.get(event)
    if (twins === undefined) return
    this.#twins.delete(event)
    if (condition !== 'Success') return
    twins.succeeded += 1
    if (twins.succeeded === 2) this.#repeatedSuccesses += 1
  }
}
