import type { Clock } from '../time/clock.ts'

/** Everything that happens in a simulation with faults, line by line, and the violations in it. */
export class History {
  readonly lines: string[] = []
  readonly violations: string[] = []
  readonly faults = new Map<string, number>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  note(who: string, what: string): void {
    this.lines.push(`${this.#clock.nowMs()} ${who} ${what}`)
  }

  fault(who: string, kind: string): void {
    this.faults.set(kind, (this.faults.get(kind) ?? 0) + 1)
    this.note(who, `FAULT ${kind}`)
  }

  violation(what: string): void {
    this.violations.push(what)
    this.note('checker', `VIOLATION ${what}`)
  }

  /** Hash of all lines (FNV-1a). */
  get hash(): number {
    let hash = 0x811c9dc5
    for (const line of this.lines)
      for (let index = 0; index < line.length; index += 1) hash = Math.imul(hash ^ line.charCodeAt(index), 0x01000193)
    return hash >>> 0
  }
}
