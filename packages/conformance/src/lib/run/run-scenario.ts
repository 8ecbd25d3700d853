import { createBench, type Findings, type Probes, withoutNames } from '../bench/bench.ts'
import type { Endpoint } from '../bench/endpoint.ts'
import { shorten } from '../compare/shorten.ts'
import { NoAnswer } from '../http/send.ts'
import { NotOffered } from '../not-offered.ts'
import type { ScenarioFindings } from '../report/endpoint-report.ts'
import type { EndpointScenario } from '../scenario.ts'

/** Runs one scenario, and removes what it has created. */
export async function runScenario(
  { name, shows, run }: EndpointScenario,
  area: string,
  endpoint: Endpoint,
  probes: Probes,
  signal: AbortSignal,
): Promise<ScenarioFindings> {
  const findings: Findings = { differences: [], checked: new Set(), cleanups: [] }
  const about = { name, area, shows }
  const result = (state: ScenarioFindings['state'], reason?: string): ScenarioFindings => ({
    ...about,
    state: findings.differences.length > 0 ? 'differs' : state,
    checked: [...findings.checked],
    differences: findings.differences,
    ...(reason !== undefined && { reason }),
  })
  try {
    await run(createBench(endpoint, probes, findings))
    return result('pass')
  } catch (error) {
    if (error instanceof NotOffered) return result('not-offered', withoutNames(error.message, endpoint.prefix))
    const notRun = (reason: string): ScenarioFindings => ({
      ...about,
      state: 'not-run',
      checked: [],
      differences: [],
      reason,
    })
    if (signal.aborted) return notRun('interrupted')
    if (error instanceof NoAnswer) return notRun(withoutNames(error.message, endpoint.prefix))
    const seen = shorten(withoutNames(error instanceof Error ? error.message : String(error), endpoint.prefix))
    findings.differences.push({ ids: shows, subject: 'the scenario', expected: 'ends', seen })
    return result('differs')
  } finally {
    for (const cleanup of findings.cleanups.reverse()) await cleanup().catch((error) => endpoint.notRemoved(error))
  }
}
