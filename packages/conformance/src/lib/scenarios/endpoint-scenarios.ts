import type { EndpointScenario } from '../scenario.ts'
import { concurrency } from './concurrency.ts'
import { deadLetters } from './dead-letters.ts'
import { deletedTargets } from './deleted-targets.ts'
import { envelopes } from './envelopes.ts'
import { expiry } from './expiry.ts'
import { functionSettings } from './functions.ts'
import { invocations } from './invoke.ts'
import { invokeRefusals } from './invoke-refusals.ts'
import { records } from './records.ts'
import { retries } from './retries.ts'
import { settingsOperations } from './settings.ts'
import { settingsRefusals } from './settings-refusals.ts'

/** A group of scenarios about one subject. */
export interface ScenarioArea {
  readonly title: string
  readonly scenarios: readonly EndpointScenario[]
}

/** Every scenario by its area, in the order of a report. */
export const scenarioAreas: readonly ScenarioArea[] = [
  { title: 'Invoke', scenarios: invocations },
  { title: 'Refused events', scenarios: invokeRefusals },
  { title: 'Settings', scenarios: settingsOperations },
  { title: 'Refused settings', scenarios: settingsRefusals },
  { title: 'Functions', scenarios: functionSettings },
  { title: 'Records', scenarios: records },
  { title: 'Dead letters', scenarios: deadLetters },
  { title: 'Envelopes', scenarios: envelopes },
  { title: 'Retries', scenarios: retries },
  { title: 'Expiry', scenarios: expiry },
  { title: 'Concurrency', scenarios: concurrency },
  { title: 'Deleted targets', scenarios: deletedTargets },
]

/** A scenario, without the program. */
export interface ScenarioSummary {
  readonly area: string
  readonly name: string
  /** Ids of the statements that it shows. */
  readonly shows: readonly string[]
  /** Seconds that it may take where time is real. */
  readonly seconds: number
}

/** What an endpoint can show, in the order of a report. */
export const endpointScenarios: readonly ScenarioSummary[] = scenarioAreas.flatMap(({ title, scenarios }) =>
  scenarios.map(({ name, shows, seconds }) => ({ area: title, name, shows, seconds })),
)
