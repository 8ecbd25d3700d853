import type { EndpointScenario } from '../scenario.ts'

/** A scenario and its area. */
export interface Planned {
  readonly area: string
  readonly scenario: EndpointScenario
}

/** When scenarios run, and how many at the same time. */
export interface Schedule {
  /** Scenarios at the same time. */
  readonly lanes: number
  /** Milliseconds that remain; infinite where time is held. */
  readonly leftMs: () => number
  readonly signal: AbortSignal
}

/** Scenarios that only ask and answer. */
const shortSeconds = 5

/**
 * Runs scenarios: short ones first, since they fit into any budget, then those that wait longest, so that their waits
 * overlap. One that would not end within the budget is skipped.
 */
export async function runScheduled(
  planned: readonly Planned[],
  { lanes, leftMs, signal }: Schedule,
  run: (planned: Planned) => Promise<void>,
  skip: (planned: Planned, reason: string) => Promise<void>,
): Promise<void> {
  const isShort = ({ scenario }: Planned): boolean => scenario.seconds <= shortSeconds
  const long = planned.filter((each) => !isShort(each)).sort((a, b) => b.scenario.seconds - a.scenario.seconds)
  const waiting = [...planned.filter(isShort), ...long]
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (signal.aborted) await skip(next, 'interrupted')
      else if (next.scenario.seconds * 1_000 > leftMs())
        await skip(next, `it may take ${next.scenario.seconds} s, and the budget has less left`)
      else await run(next)
    }
  }
  await Promise.all(Array.from({ length: lanes }, work))
}
