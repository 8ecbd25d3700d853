/** How a run went over time, in steps of equal length from its start. */
export interface Course {
  readonly stepMs: number
  /** Most pending events in each step. */
  readonly pending: readonly number[]
  /** Greatest age of a pending event in each step, in milliseconds. */
  readonly oldestAgeMs: readonly number[]
  readonly succeeded: readonly number[]
  readonly dropped: readonly number[]
  readonly throttles: readonly number[]
}

type Columns = Readonly<Record<Exclude<keyof Course, 'stepMs'>, Float64Array>>

const maxSteps = 256

/**
 * Records the course of a run in at most 256 steps, which double in length when the run goes on. Two courses with the same first
 * length can be brought to the same steps.
 */
export class CourseRecorder {
  #stepMs: number
  #step = 0
  #endMs: number
  readonly #columns: Columns = {
    pending: new Float64Array(maxSteps),
    oldestAgeMs: new Float64Array(maxSteps),
    succeeded: new Float64Array(maxSteps),
    dropped: new Float64Array(maxSteps),
    throttles: new Float64Array(maxSteps),
  }

  /** @param stepMs - first length of a step */
  constructor(stepMs: number) {
    this.#stepMs = stepMs
    this.#endMs = stepMs
  }

  /**
   * Goes on to a time.
   *
   * @param pending - number of events since the last change
   * @param oldestMs - when the oldest of them was accepted; NaN if there is none
   */
  enter(nowMs: number, pending: number, oldestMs: number): void {
    while (nowMs >= this.#endMs) {
      if (pending > 0) this.#noteAge(this.#endMs - oldestMs)
      this.#step += 1
      if (this.#step === maxSteps) this.#double()
      this.#endMs = (this.#step + 1) * this.#stepMs
      this.notePending(pending)
    }
  }

  /** True if the current step ends by then. */
  endsBy(nowMs: number): boolean {
    return nowMs >= this.#endMs
  }

  notePending(pending: number): void {
    const column = this.#columns.pending
    if (pending > (column[this.#step] as number)) column[this.#step] = pending
  }

  #noteAge(ageMs: number): void {
    const column = this.#columns.oldestAgeMs
    if (ageMs > (column[this.#step] as number)) column[this.#step] = ageMs
  }

  /** Notes the age of an event, which may have been the oldest. */
  noteAge(ageMs: number): void {
    this.#noteAge(ageMs)
  }

  count(name: 'succeeded' | 'dropped' | 'throttles'): void {
    const column = this.#columns[name]
    column[this.#step] = (column[this.#step] as number) + 1
  }

  course(): Course {
    const of = (name: keyof Columns): number[] => [...this.#columns[name].subarray(0, this.#step + 1)]
    return {
      stepMs: this.#stepMs,
      pending: of('pending'),
      oldestAgeMs: of('oldestAgeMs'),
      succeeded: of('succeeded'),
      dropped: of('dropped'),
      throttles: of('throttles'),
    }
  }

  #double(): void {
    for (const [name, column] of Object.entries(this.#columns)) {
      const halved = inPairs([...column], name)
      column.fill(0)
      column.set(halved)
    }
    this.#stepMs *= 2
    this.#step = maxSteps / 2
  }
}

/** Brings a course to longer steps: `stepMs` is its own, doubled any number of times. */
export function inStepsOf(course: Course, stepMs: number): Course {
  let current = course
  while (current.stepMs < stepMs)
    current = {
      stepMs: current.stepMs * 2,
      pending: inPairs(current.pending, 'pending'),
      oldestAgeMs: inPairs(current.oldestAgeMs, 'oldestAgeMs'),
      succeeded: inPairs(current.succeeded, 'succeeded'),
      dropped: inPairs(current.dropped, 'dropped'),
      throttles: inPairs(current.throttles, 'throttles'),
    }
  return current
}

/** Each two steps as one: the greater depth and age, the sum of counts. */
function inPairs(values: readonly number[], name: string): number[] {
  const isLevel = name === 'pending' || name === 'oldestAgeMs'
  return Array.from({ length: Math.ceil(values.length / 2) }, (_, index) => {
    const [first = 0, second = 0] = [values[2 * index], values[2 * index + 1]]
    return isLevel ? Math.max(first, second) : first + second
  })
}
