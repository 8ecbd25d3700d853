import { type EndpointOptions, openEndpoint } from './bench/endpoint.ts'
import { createProbes } from './bench/probes.ts'
import { countStates, type EndpointReport, type ScenarioFindings, statementResults } from './report/endpoint-report.ts'
import { runScenario } from './run/run-scenario.ts'
import { type Planned, runScheduled } from './run/schedule.ts'
import { type ScenarioArea, scenarioAreas } from './scenarios/endpoint-scenarios.ts'

/** An endpoint to check, and how. */
export interface EndpointCheck extends EndpointOptions {
  /** Minutes that scenarios may take where time is real: a number above 0. @defaultValue 15 */
  readonly minutes?: number
  /** Results of an earlier run, by the name of the scenario: these scenarios do not run again. */
  readonly earlier?: readonly ScenarioFindings[]
  /** Areas to run. @defaultValue all */
  readonly areas?: readonly string[]
  /** Ends the run: what was created is removed, and what has not ended is not run. */
  readonly signal?: AbortSignal
  /** Called with each result as it comes, and awaited. If it throws, the run ends as one that is interrupted, and rejects. */
  readonly onResult?: (result: ScenarioFindings) => void | Promise<void>
}

/** Scenarios at the same time where time is real: most of theirs is waiting. */
const realLanes = 8

/**
 * Runs every scenario that an endpoint can show, over HTTP, and reports which statements hold there.
 *
 * Functions, queues, topics, buses, buckets and roles are created under names that begin with `async-invoke-conformance`, and
 * removed at the end. Where the endpoint is async-invoke's local runtime with manual time, its clock is moved; elsewhere waits
 * take real time, within the budget.
 *
 * @throws `RangeError` for an area that does not exist, a runtime that the kit has no function for, an endpoint that skips time,
 * and a budget that is no number above 0
 * @example
 * ```ts
 * import { startLocalRuntime } from '@async-invoke/local-runtime'
 *
 * const { endpoint, close } = await startLocalRuntime({ time: 'manual' })
 * const { counts } = await checkEndpoint({ endpoint, areas: ['Settings'] })
 * await close()
 * ```
 */
export async function checkEndpoint(check: EndpointCheck): Promise<EndpointReport> {
  const { minutes = 15, earlier = [], onResult } = check
  const areas = chosenAreas(check.areas)
  if (!(minutes > 0)) throw new RangeError(`minutes must be a number above 0, not ${minutes}`)
  const startedAt = new Date()
  // Scenarios run beside each other: none may go on after what they use is removed.
  const failed = new AbortController()
  const signal = AbortSignal.any([failed.signal, ...(check.signal === undefined ? [] : [check.signal])])
  const endpoint = await openEndpoint(check, signal)
  const results = new Map(earlier.filter(isFinal).map((result) => [result.name, result]))
  const note = async (result: ScenarioFindings): Promise<void> => {
    results.set(result.name, result)
    if (failed.signal.aborted) return
    try {
      await onResult?.(result)
    } catch (error) {
      failed.abort(error)
    }
  }
  let leftBehind: readonly string[] = []
  try {
    const probes = createProbes(endpoint)
    const planned = areas.flatMap(({ title, scenarios }) =>
      scenarios.map((scenario): Planned => ({ area: title, scenario })),
    )
    const { isHeld } = endpoint.clock
    const deadlineMs = startedAt.getTime() + minutes * 60_000
    await runScheduled(
      planned.filter(({ scenario }) => !results.has(scenario.name)),
      {
        lanes: isHeld || check.functionName !== undefined ? 1 : realLanes,
        leftMs: () => (isHeld ? Number.POSITIVE_INFINITY : deadlineMs - Date.now()),
        signal,
      },
      async ({ area, scenario }) => note(await runScenario(scenario, area, endpoint, probes, signal)),
      async ({ area, scenario: { name, shows } }, reason) =>
        note({ name, area, shows, state: 'not-run', checked: [], differences: [], reason }),
    )
  } finally {
    leftBehind = await endpoint.close()
  }
  failed.signal.throwIfAborted()
  const scenarios = areas.flatMap((area) => area.scenarios.flatMap(({ name }) => results.get(name) ?? []))
  const statements = statementResults(scenarios)
  return {
    endpoint: withoutCredentials(check.endpoint),
    startedAt: startedAt.toISOString(),
    time: endpoint.clock.isHeld ? 'held' : 'real',
    runtime: check.functionName === undefined ? (check.runtime ?? 'nodejs22.x') : `the function ${check.functionName}`,
    counts: countStates(statements),
    ...{ statements, scenarios, leftBehind },
  }
}

/** A result that a later run does not change. */
function isFinal({ state }: ScenarioFindings): boolean {
  return state !== 'not-run'
}

function chosenAreas(chosen: readonly string[] | undefined): readonly ScenarioArea[] {
  const titles = scenarioAreas.map(({ title }) => title)
  const unknown = chosen?.find((title) => !titles.includes(title))
  if (unknown !== undefined) throw new RangeError(`there is no area ${unknown}: the areas are ${titles.join(', ')}`)
  return scenarioAreas.filter(({ title }) => chosen === undefined || chosen.includes(title))
}

function withoutCredentials(url: string): string {
  const parsed = new URL(url)
  parsed.username = ''
  parsed.password = ''
  return parsed.href.replace(/\/+$/, '')
}
