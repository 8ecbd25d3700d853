import { AsyncLocalStorage } from 'node:async_hooks'
import type { Step } from './world.ts'

/** How a step ends that a schedule lets go on. */
export type StepEnd =
  /** It is performed and answered. */
  | 'answered'
  /** It fails and is not performed. */
  | 'failed'
  /** It is performed, and its caller sees a failure. */
  | 'answer-lost'
  /** Its answer says that it failed: a status, or the last one of its entries. */
  | 'answered-failure'
  /** It is performed, and the run is cut before its answer. */
  | 'cut'

/** Failure of a call that a schedule makes fail, such as a throttle of the service behind it. */
export class InjectedFailure extends Error {
  override readonly name = 'InjectedFailure'
  readonly code = 'ThrottlingException'
}

interface Gate {
  readonly step: Step
  readonly open: (end: StepEnd) => void
}

/** One run of a handler, which stands still before each of its steps until it is let on. */
export class RunControl {
  /** Steps that the run waits before, oldest first. */
  readonly gates: Gate[] = []
  /** Steps that came after the run had ended: nothing waits for them. */
  readonly late: Step[] = []
  /** Steps that are being performed. */
  performing = 0
  ended = false
  /** True once the run is cut: nothing that it waits for comes any more. */
  isCut = false

  /** Stands still until the schedule decides how the step ends. */
  arrive(step: Step): Promise<StepEnd> {
    if (this.ended && !this.isCut) this.late.push(step)
    if (this.isCut || this.ended) return new Promise(() => {})
    return new Promise((open) => this.gates.push({ step, open }))
  }

  cut(): void {
    this.isCut = true
    this.gates.length = 0
  }
}

/** The name under which all copies of this package in a process share the current run. */
const shared = Symbol.for('@async-invoke/engine explore')

/** The run to which a call belongs; none outside of an exploration, and inside of a step that is performed. */
export const runOfCall: AsyncLocalStorage<RunControl | undefined> = sharedStorage()

/** A handler may bring a copy of this package, which has to see the runs of the one that explores it. */
function sharedStorage(): AsyncLocalStorage<RunControl | undefined> {
  const known: unknown = Reflect.get(globalThis, shared)
  if (known instanceof AsyncLocalStorage) return known
  const created = new AsyncLocalStorage<RunControl | undefined>()
  Reflect.set(globalThis, shared, created)
  return created
}

/**
 * Performs a step, as the schedule of the current run says; at once if there is none.
 *
 * @param perform - does the work, or answers that it failed
 */
export async function takeStep<Answer>(
  step: Step,
  perform: (fails: boolean) => Answer | Promise<Answer>,
): Promise<Answer> {
  const run = runOfCall.getStore()
  if (run === undefined) return perform(false)
  const end = await run.arrive(step)
  if (end === 'failed') throw new InjectedFailure(`${step.name} failed, and nothing happened`)
  run.performing += 1
  let answer: Answer
  try {
    answer = await runOfCall.run(undefined, async () => perform(end === 'answered-failure'))
  } finally {
    run.performing -= 1
  }
  if (end === 'answer-lost') throw new InjectedFailure(`the answer of ${step.name} was lost`)
  if (end === 'cut') {
    run.cut()
    return new Promise(() => {})
  }
  return answer
}
