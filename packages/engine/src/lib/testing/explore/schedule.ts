/** One fault of the service, or of what a handler calls. Events, attempts and steps count from 1. */
export type ExploreFault =
  /** The event is delivered again after it has ended (INV-14); with `restart`, in a new environment. */
  | { readonly fault: 'duplicate'; readonly event: number; readonly afterMs: number; readonly restart?: true }
  /**
   * The event is delivered a second time while its first run stands before a step, as after a lost lease. The second run
   * goes to its end, or to its step `until`, before the first goes on.
   */
  | { readonly fault: 'overlap'; readonly event: number; readonly step: number; readonly until?: number }
  /** The next event runs while the run of this one stands before a step. */
  | { readonly fault: 'concurrent'; readonly event: number; readonly step: number }
  /** An attempt times out before a step, or after it; its environment is gone. */
  | {
      readonly fault: 'time-out'
      readonly event: number
      readonly attempt: number
      readonly step: number
      readonly after?: true
    }
  /** A call of an attempt fails; with `after`, it happened, and its answer is lost. */
  | {
      readonly fault: 'failed-call'
      readonly event: number
      readonly attempt: number
      readonly step: number
      readonly after?: true
    }
  /** A call of an attempt is answered with a failure: a status of 503, or the last one of several entries failed. */
  | { readonly fault: 'failed-answer'; readonly event: number; readonly attempt: number; readonly step: number }
  /** The event is throttled so many times first, and the events after it overtake it. */
  | { readonly fault: 'throttle'; readonly event: number; readonly times: number }
  /** An earlier version of the settings still applies (DSP-8a). */
  | { readonly fault: 'stale-settings' }

/** One way in which the service may run events: the faults that occur. Without any, each event runs once, in turn. */
export interface ExploreSchedule {
  readonly faults: readonly ExploreFault[]
}

/** A schedule in words, one clause a fault. */
export function describeSchedule({ faults }: ExploreSchedule): string {
  return faults.length === 0 ? 'without any fault' : faults.map(describeFault).join(', and ')
}

function describeFault(fault: ExploreFault): string {
  switch (fault.fault) {
    case 'duplicate': {
      const when = fault.afterMs === 0 ? 'after it has ended' : `${fault.afterMs / 1_000} s after it has ended`
      return `event ${fault.event} is delivered again ${when}${fault.restart ? ', in a new environment' : ''}`
    }
    case 'overlap': {
      const until = fault.until === undefined ? '' : `, and pauses before its step ${fault.until}`
      return `a second delivery of event ${fault.event} runs while the first stands before its step ${fault.step}${until}`
    }
    case 'concurrent':
      return `the next event runs while event ${fault.event} stands before its step ${fault.step}`
    case 'time-out':
      return `attempt ${fault.attempt} of event ${fault.event} times out ${fault.after ? 'after' : 'before'} its step ${fault.step}`
    case 'failed-call':
      return `step ${fault.step} of attempt ${fault.attempt} of event ${fault.event} ${fault.after ? 'happens, and its answer is lost' : 'fails'}`
    case 'failed-answer':
      return `step ${fault.step} of attempt ${fault.attempt} of event ${fault.event} is answered with a failure`
    case 'throttle':
      return `event ${fault.event} is throttled ${fault.times} times, and overtaken`
    case 'stale-settings':
      return 'the settings from before the change still apply'
  }
}
