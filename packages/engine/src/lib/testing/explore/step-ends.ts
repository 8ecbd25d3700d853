import type { StepEnd } from './effects/run-control.ts'
import type { Step } from './effects/world.ts'
import type { ExploreFault } from './schedule.ts'

/** A step of the first run of an event. */
export interface TakenStep {
  readonly event: number
  readonly step: number
  readonly about: Step
}

/** How the trace says that a step ended. */
export const endNotes: Readonly<Record<StepEnd, string>> = {
  answered: '',
  failed: '  (fails)',
  'answer-lost': '  (happens, and its answer is lost)',
  'answered-failure': '  (is answered with a failure)',
  cut: '  (happens, and the run is cut)',
}

/** How a step ends under a failure of the schedule. */
export function endOf(failure: ExploreFault | undefined): StepEnd {
  if (failure?.fault === 'time-out') return 'cut'
  if (failure?.fault === 'failed-answer') return 'answered-failure'
  if (failure?.fault !== 'failed-call') return 'answered'
  return failure.after === true ? 'answer-lost' : 'failed'
}

/** Steps whose answers could have said that they failed, and to a handler that looks. */
export function failableOf(taken: readonly TakenStep[]): readonly { readonly event: number; readonly step: number }[] {
  return taken.flatMap(({ event, step, about: { parts = [], status } }) =>
    parts.length > 0 || status?.isRead === true ? [{ event, step }] : [],
  )
}

/** A partial batch response, which Lambda ignores for an asynchronous invocation. */
export function hasBatchFailures(response: unknown): boolean {
  if (typeof response !== 'object' || response === null || !('batchItemFailures' in response)) return false
  const { batchItemFailures } = response
  return Array.isArray(batchItemFailures) && batchItemFailures.length > 0
}
