import type { SimulatedOutcome, SimulationObserver, TerminalCondition } from '@async-invoke/engine/simulation'
import type { ScenarioLoad } from '../load/scenario-load.ts'
import { type Course, CourseRecorder } from './course.ts'
import { Latencies } from './latencies.ts'
import type { Numbers } from './numbers.ts'
import { PendingAges } from './pending-ages.ts'

/** Totals of one function. */
export interface FunctionTotals {
  events: number
  succeeded: number
  retriesExhausted: number
  eventAgeExceeded: number
  zeroReservedConcurrency: number
  runs: number
  throttles: number
  runMs: number
}

/** Watches a simulation, and comes to the numbers of the run. */
export class RunTally implements SimulationObserver {
  readonly functions: readonly FunctionTotals[]
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
  #running = 0
  #mostRunning = 0
  #endedAtMs = 0

  constructor(functions: number, load: ScenarioLoad, stepMs: number) {
    this.#load = load
    this.#course = new CourseRecorder(stepMs)
    this.functions = Array.from({ length: functions }, () => ({
      ...{ events: 0, succeeded: 0, retriesExhausted: 0, eventAgeExceeded: 0, zeroReservedConcurrency: 0 },
      ...{ runs: 0, throttles: 0, runMs: 0 },
    }))
  }

  onArrival(event: number, functionIndex: number, nowMs: number): void {
    this.#enter(nowMs)
    this.#ages.add(nowMs)
    this.#pending += 1
    if (this.#pending > this.#peakPending) this.#peakPending = this.#pending
    this.#course.notePending(this.#pending)
    if (this.#load.isRepeated) {
      this.#duplicates += 1
      const twins = { succeeded: 0 }
      this.#twins.set(event - 1, twins).set(event, twins)
    } else this.#of(functionIndex).events += 1
  }

  onThrottle(_event: number, functionIndex: number, nowMs: number): void {
    this.#enter(nowMs)
    this.#of(functionIndex).throttles += 1
    this.#course.count('throttles')
  }

  onRun(_event: number, functionIndex: number, durationMs: number): void {
    const totals = this.#of(functionIndex)
    totals.runs += 1
    totals.runMs += durationMs
    this.#running += 1
    if (this.#running > this.#mostRunning) this.#mostRunning = this.#running
  }

  onRunEnd(_event: number, _functionIndex: number, outcome: SimulatedOutcome): void {
    this.#running -= 1
    if (outcome === 'functionError') this.#functionErrors += 1
    else if (outcome === 'systemError') this.#systemErrors += 1
  }

  onEnd(event: number, functionIndex: number, condition: TerminalCondition, nowMs: number): void {
    this.#enter(nowMs)
    const ageMs = nowMs - this.#ages.acceptedAtMs(event)
    if (this.#ages.isOldest(event)) {
      if (ageMs > this.#oldestAgeMs) this.#oldestAgeMs = ageMs
      this.#course.noteAge(ageMs)
    }
    this.#ages.remove(event)
    this.#pending -= 1
    this.#endedAtMs = nowMs
    if (this.#duplicates > 0) this.#endTwin(event, condition)
    const totals = this.#of(functionIndex)
    if (condition === 'Success') {
      totals.succeeded += 1
      this.#latencies.add(ageMs)
      this.#course.count('succeeded')
      return
    }
    this.#course.count('dropped')
    if (condition === 'EventAgeExceeded') totals.eventAgeExceeded += 1
    else if (condition === 'RetriesExhausted') totals.retriesExhausted += 1
    else totals.zeroReservedConcurrency += 1
  }

  /** Ends the watch at a time at which events may be left. */
  end(nowMs: number): void {
    this.#enter(nowMs)
    if (this.#pending > 0) this.#oldestAgeMs = Math.max(this.#oldestAgeMs, nowMs - this.#ages.oldestMs())
  }

  numbers(): Numbers {
    const sum = (name: keyof FunctionTotals): number => this.functions.reduce((total, each) => total + each[name], 0)
    return {
      events: sum('events'),
      duplicates: this.#duplicates,
      succeeded: sum('succeeded'),
      repeatedSuccesses: this.#repeatedSuccesses,
      retriesExhausted: sum('retriesExhausted'),
      eventAgeExceeded: sum('eventAgeExceeded'),
      zeroReservedConcurrency: sum('zeroReservedConcurrency'),
      waiting: this.#pending,
      peakPending: this.#peakPending,
      oldestAgeMs: this.#oldestAgeMs,
      medianLatencyMs: this.#latencies.quantile(0.5),
      p90LatencyMs: this.#latencies.quantile(0.9),
      p99LatencyMs: this.#latencies.quantile(0.99),
      endedAtMs: this.#endedAtMs,
      runs: sum('runs'),
      functionErrors: this.#functionErrors,
      systemErrors: this.#systemErrors,
      throttles: sum('throttles'),
      mostRunning: this.#mostRunning,
    }
  }

  course(): Course {
    return this.#course.course()
  }

  #enter(nowMs: number): void {
    if (this.#course.endsBy(nowMs)) this.#course.enter(nowMs, this.#pending, this.#ages.oldestMs())
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

  #of(functionIndex: number): FunctionTotals {
    return this.functions[functionIndex] as FunctionTotals
  }
}
