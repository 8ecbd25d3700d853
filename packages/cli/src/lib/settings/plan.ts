import { type ConfigPlan, plan } from '@async-invoke/config-client/plan'
import { exitCodes } from '../command-error.ts'
import { type DesiredDocument, readDesired } from '../desired/read-desired.ts'
import { print } from '../text/output.ts'
import { defaultConcurrency, type planFlags, type ValuesOf } from './flags.ts'
import { withLambda } from './lambda-client.ts'
import { planLines, problemLines } from './plan-view.ts'

type Values = ValuesOf<typeof planFlags>

/** Prints the calls that turn what is stored into a document. */
export async function showPlan(path: string, values: Values): Promise<number> {
  await show(await readDesired(path, values), values)
  return exitCodes.success
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
