import type { Clock } from '../time/clock.ts'
import { lineOf, type Noted } from './history/fact.ts'
import { HistoryChecker } from './history/history-checker.ts'
import type { HistoryPromises } from './history/promises.ts'

/** Everything that happens in a simulation with faults, line by line, and the violations in it. */
export class History {
  readonly lines: string[] = []
  readonly faults = new Map<string, number>()
  readonly maxLines: number
  readonly #clock: Clock
  readonly #checker: HistoryChecker

  /** @param maxLines - number of lines after which no process does anything more */
  constructor(clock: Clock, maxLines: number, promises: HistoryPromises) {
    this.#clock = clock
    this.maxLines = maxLines
    this.#checker = new HistoryChecker(promises, (violation) => this.#add('checker', `VIOLATION ${violation}`))
  }

  get violations(): readonly string[] {
    return this.#checker.violations
  }

  get isFull(): boolean {
    return this.lines.length >= this.maxLines
  }

  note(process: string, noted: Noted): void {
    const fact = { atMs: this.#clock.nowMs(), process, ...noted }
    // Counts are as many as the steps, and say nothing that other facts do not.
    if (fact.type !== 'counted') this.lines.push(lineOf(fact))
    this.#checker.read(fact)
  }

  fault(process: string, kind: string): void {
    this.faults.set(kind, (this.faults.get(kind) ?? 0) + 1)
    this.#add(process, `FAULT ${kind}`)
  }

  violation(text: string): void {
    this.#checker.violations.push(text)
    this.#add('checker', `VIOLATION ${text}`)
  }

  finish(): void {
    this.#checker.finish()
  }

  /** Hash of all lines (FNV-1a). */
  get hash(): number {
    let hash = 0x811c9dc5
    for (const line of this.lines)
      for (let index = 0; index < line.length; index += 1) hash = Math.imul(hash ^ line.charCodeAt(index), 0x01000193)
    return hash >>> 0
  }

  #add(who: string, text: string): void {
    this.lines.push(`${this.#clock.nowMs()} ${who} ${text}`)
  }
}
