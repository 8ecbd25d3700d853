import { createConfigClient } from '@async-invoke/config-client'
import { type ConfigPlan, plan } from '@async-invoke/config-client/plan'
import type { ScenarioResult } from '@async-invoke/simulator'
import { exitCodes } from '../command-error.ts'
import { type DesiredDocument, readDesired } from '../desired/read-desired.ts'
import { readText } from '../desired/read-text.ts'
import { print, safe } from '../text/output.ts'
import {
  defaultConcurrency,
  defaultErrorProbability,
  defaultRunMs,
  type planFlags,
  type simulatedPlanFlags,
  type ValuesOf,
} from './flags.ts'
import { readStored } from './get.ts'
import { withLambda } from './lambda-client.ts'
import { planLines, problemLines } from './plan-view.ts'
import type { Stored } from './settings-view.ts'
import { settingsTarget } from './target.ts'

type Values = ValuesOf<typeof planFlags>
type SimulatedValues = ValuesOf<typeof simulatedPlanFlags>

/** Prints the calls that turn what is stored into a document, and what they do to a load if one is given. */
export async function showPlan(path: string, values: SimulatedValues): Promise<number> {
  const document = await readDesired(path, values)
  if (values.simulate === undefined) {
    await show(document, values)
    return exitCodes.success
  }
  const found = await planOf(document, values)
  const [simulation, { formatText }] = await Promise.all([
    simulatePlan(found, values.simulate, values),
    import('@async-invoke/simulator'),
  ])
  await print(
    values.json === true
      ? JSON.stringify({ ...found, simulation })
      : `${planLines(found)}\n\n${safe(formatText(simulation))}`,
  )
  return simulation.isComplete ? exitCodes.success : exitCodes.findings
}

/** Prints the same, and returns 1 if anything differs. */
export async function showDrift(path: string, values: Values): Promise<number> {
  const { steps } = await show(await readDesired(path, values), values)
  return steps.length > 0 ? exitCodes.findings : exitCodes.success
}

async function show(document: DesiredDocument, values: Values): Promise<ConfigPlan> {
  const found = await planOf(document, values)
  await print(values.json === true ? JSON.stringify(found) : planLines(found))
  return found
}

/** Compares a document with what is stored, and says with `--verbose` which members of a template could not be read. */
export async function planOf({ desired, problems }: DesiredDocument, values: Values): Promise<ConfigPlan> {
  if (values.verbose === true) for (const line of problemLines(problems)) console.error(line)
  const { concurrency = defaultConcurrency, 'delete-unlisted': deleteUnlisted = false } = values
  return withLambda(values, (client) => plan(desired, { client, concurrency, deleteUnlisted }))
}

/** Simulates what is stored, and what a plan makes of it, under the load of a file. */
async function simulatePlan(found: ConfigPlan, path: string, values: SimulatedValues): Promise<ScenarioResult> {
  const { 'run-ms': durationMs = defaultRunMs, 'error-probability': errorProbability = defaultErrorProbability } =
    values
  const [{ recordedLoad }, { changedFunctions, withPlannedVariants }, { simulate }] = await Promise.all([
    import('../planned/recorded-load.ts'),
    import('../planned/planned-variants.ts'),
    import('../simulate/simulate.ts'),
  ])
  const { text } = await readText(path)
  const scenario = await recordedLoad(path, text, changedFunctions(found), { durationMs, errorProbability })
  const stored = await withLambda(values, async (client) => {
    const config = createConfigClient({ client })
    const all: Stored[] = []
    for (const name of Object.keys(scenario.functions))
      all.push(await readStored(config, settingsTarget(name, undefined)))
    return all
  })
  return simulate(withPlannedVariants(scenario, stored, found), path, values)
}
