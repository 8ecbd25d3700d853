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
  /** When the current step ends. */
  endMs: number
  /** Counts of the current step. */
  succeeded = 0
  dropped = 0
  throttles = 0
  /** Most pending events in the current step. */
  pending = 0
  /** Greatest age in the current step. */
  oldestAgeMs = 0
  #stepMs: number
  #step = 0
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
    this.endMs = stepMs
  }

  /**
   * Ends all steps until a time.
   *
   * @param pending - number of events since the last change
   * @param oldestMs - when the oldest of them was accepted; NaN if there is none
   */
  enter(nowMs: number, pending: number, oldestMs: number): void {
    while (nowMs >= this.endMs) {
      if (pending > 0) this.oldestAgeMs = Math.max(this.oldestAgeMs, this.endMs - oldestMs)
      this.#keep()
      this.#step += 1
      if (this.#step === maxSteps) this.#double()
      this.endMs = (this.#step + 1) * this.#stepMs
      this.pending = pending
    }
  }

  /** Adds the numbers of the current step to its columns. */
  #keep(): void {
    const { pending, oldestAgeMs, succeeded, dropped, throttles } = this.#columns
    const step = this.#step
    pending[step] = Math.max(pending[step] ?? 0, this.pending)
    oldestAgeMs[step] = Math.max(oldestAgeMs[step] ?? 0, this.oldestAgeMs)
    succeeded[step] = (succeeded[step] ?? 0) + this.succeeded
    dropped[step] = (dropped[step] ?? 0) + this.dropped
    throttles[step] = (throttles[step] ?? 0) + this.throttles
    this.succeeded = this.dropped = this.throttles = this.pending = this.oldestAgeMs = 0
  }

  /** The course until now. */
  course(): Course {
    this.#keep()
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
